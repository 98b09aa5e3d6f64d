# Shared by ./verify and ./demo.

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

need_java_and_maven() {
    command -v java >/dev/null || fail "java is missing: install a JDK, 17 or newer, and put it on the PATH."
    command -v javac >/dev/null || fail "javac is missing: a JRE is not enough, install a JDK, 17 or newer."
    command -v mvn >/dev/null || fail "mvn is missing: install Apache Maven, 3.8.7 or newer, and put it on the PATH."
    local version
    version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ] || fail "JDK 17 or newer is needed; this one says: $(javac -version 2>&1)"
}

# The tests that Surefire and Failsafe report below a target folder.
count_tests() {
    find "$1" -path '*-reports/TEST-*.xml' -exec sed -n 's/^<testsuite .* tests="\([0-9]*\)".*/\1/p' {} + |
        awk '{n += $1} END {print n + 0}'
}
