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

# The tests that Surefire and Failsafe report below a target folder, of the kinds named: tests, skipped, …
count_tests() {
    local folder=$1 kind sum=0 number
    shift
    for kind in "$@"; do
        number=$(find "$folder" -path '*-reports/TEST-*.xml' -exec sed -n "s/^<testsuite .* $kind=\"\([0-9]*\)\".*/\1/p" {} + |
            awk '{n += $1} END {print n + 0}')
        sum=$((sum + number))
    done
    printf '%s\n' "$sum"
}

# Runs a build with its output in a file: says each minute how far it is, and what failed. What a test prints is in a file
# beside its report.
build() {
    local name=$1 target=$2 log=.ci/target/$1.log began=$SECONDS tests failed skipped
    shift 2
    mkdir -p .ci/target
    "$@" >"$log" 2>&1 &
    local pid=$! tick=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        tick=$((tick + 1))
        if [ $((tick % 60)) = 0 ]; then
            printf '   %d min: %d tests so far\n' $((tick / 60)) "$(count_tests "$target" tests)"
        fi
    done
    if ! wait "$pid"; then
        grep -E '^\[ERROR\]' "$log" | head -n 60 >&2 || tail -n 40 "$log" >&2
        fail "The build '$name' failed. Its whole log: $log. What a test printed: $target/*-reports/*-output.txt"
    fi
    tests=$(count_tests "$target" tests)
    failed=$(count_tests "$target" failures errors)
    skipped=$(count_tests "$target" skipped)
    printf '%s: %d passed, %d failed, %d skipped\n' "$name" $((tests - failed - skipped)) "$failed" "$skipped"
    printf '   in %d min %d s; its log: %s\n' $(((SECONDS - began) / 60)) $(((SECONDS - began) % 60)) "$log"
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
