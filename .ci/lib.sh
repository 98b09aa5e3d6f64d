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

# The plugin's build wants Maven 3.9.6 or newer. Where the machine's own is older, it fetches one from Central.
plugin_maven() {
    local wanted=3.9.16 own
    own=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    if [ "$(printf '%s\n' 3.9.6 "$own" | sort -V | head -n 1)" = 3.9.6 ]; then
        command -v mvn
        return
    fi
    local home=.ci/target/apache-maven-$wanted
    if [ ! -x "$home/bin/mvn" ]; then
        mvn -B -q -f cli/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.10.0:unpack \
            -Dartifact=org.apache.maven:apache-maven:$wanted:zip:bin -DoutputDirectory="$PWD/.ci/target" >&2
        chmod +x "$home/bin/mvn"
    fi
    printf '%s\n' "$PWD/$home/bin/mvn"
}

# Whether the artifacts of Jenkins can be had here. That they cannot is the one reason to leave its tests out; any other
# trouble with the plugin's build is a failure.
has_jenkins() {
    local maven=$1 log=.ci/target/resolve.log
    mkdir -p .ci/target
    if "$maven" -B -q dependency:resolve >"$log" 2>&1; then
        return 0
    fi
    if grep -qE 'Non-resolvable|Could not (find|transfer) artifact|could not be resolved|Unresolveable' "$log"; then
        return 1
    fi
    cat "$log" >&2
    fail "The plugin's build cannot even be asked for its dependencies."
}
