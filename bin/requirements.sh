# What the scripts in bin/ have in common: checks what must be installed, and installs and builds what the checkout itself
# carries. To be sourced; $root is the checkout.

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

# The java that runs everything, JAVA_HOME's or the PATH's, and the options that it needs to be soon up, small and quiet.
require_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "A JDK of version 17 or newer is needed: put its bin folder on the PATH, or set JAVA_HOME."
  # The file that every JDK carries; starting a JVM only to ask for its version would take longer.
  local home version
  home=$(dirname "$(dirname "$(readlink -f "$(command -v "$java")")")")
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || fail "A JDK of version 17 or newer is needed, but $java is ${version:-of unknown version}."
  java_options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto)
  # From Java 24 on, what the libraries do with native code would be warned of at every start.
  [ "$version" -lt 24 ] || java_options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  [ -x "$home/bin/javac" ] || fail "$java belongs to a runtime without a compiler. Install the JDK (Debian: openjdk-17-jdk-headless)."
}

require_node() {
  command -v node >/dev/null || fail "Node.js of version 20 or newer is needed (Debian: apt-get install nodejs npm)."
  command -v npm >/dev/null || fail "npm is needed beside Node.js (Debian: apt-get install npm)."
  local version
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || fail "Node.js of version 20 or newer is needed, but node is $version."
}

# Strapi's SQLite driver is compiled where it cannot be had ready-made.
require_compiler() {
  if command -v g++ >/dev/null && command -v make >/dev/null && command -v python3 >/dev/null; then
    return
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    quietly "Installing a compiler from Debian's packages" "$root/target/compiler-install.log" \
      sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends g++ make python3'
  else
    echo "g++, make and python3 are not all installed: should the next step fail, install them (Debian: apt-get install g++ make python3)." >&2
  fi
}

# Prints where Chromium is; installs Debian's where that may be done, and prints none where there is no way to one.
find_chromium() {
  local program
  if ! command -v chromium chromium-browser google-chrome >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (quietly "Installing Chromium from Debian's packages" "$root/target/chromium-install.log" \
      sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium') >&2 || true
  fi
  for program in chromium chromium-browser google-chrome; do
    command -v "$program" && return
  done
  echo none
}

# Runs a command quietly: says what it does, keeps its output in a file, shows the end of it on failure.
# quietly "what" LOG COMMAND...
quietly() {
  local what=$1 log=$2
  shift 2
  mkdir -p "$(dirname "$log")"
  echo "$what (log: ${log#"$root"/})"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    fail "That failed. The whole log: $log"
  fi
}

# install_packages FOLDER WHAT [with-tests]: the npm packages of a folder, where they are missing or older than its lock file.
install_packages() {
  local folder=$root/$1 what=$2 modules=$root/$1/node_modules
  local runs=$modules/.installed tests=$modules/.installed-with-tests
  local wanted=$runs omit=--omit=dev
  if [ "${3:-}" = with-tests ]; then
    wanted=$tests
    omit=
  fi
  if [ "$wanted" -nt "$folder/package-lock.json" ]; then
    return
  fi
  [ "$1" != strapi ] || require_compiler
  # shellcheck disable=SC2086
  quietly "Installing $what" "$root/target/$(basename "$folder")-install.log" \
    npm --prefix "$folder" ci $omit --no-audit --no-fund --no-progress
  touch "$runs"
  [ -n "$omit" ] || touch "$tests"
}

install_strapi() {
  install_packages strapi "Strapi's packages; the first time this takes a few minutes" "$@"
}

# build_jars [MODULE]: the jars of the three services and of the launcher, and of one more module, where they are missing or
# older than their sources.
build_jars() {
  local built=$root/target/.built${1:+-with-$1} module
  local modules=(schemas access standalone test-support spawner-service reservoir-service notifier-service "$@")
  local sources=("$root/pom.xml")
  local complete=yes
  for module in "${modules[@]}"; do
    sources+=("$root/$module/pom.xml" "$root/$module/src/main")
    # Those two are inside the jars of the others.
    if [ "$module" != schemas ] && [ "$module" != access ] && [ ! -f "$root/$module/target/$module.jar" ]; then
      complete=
    fi
  done
  if [ -n "$complete" ] && [ -f "$built" ] && [ -z "$(find "${sources[@]}" -newer "$built" -print -quit)" ]; then
    return
  fi
  mkdir -p "$root/target"
  # Taken before the build, so that a file saved while it runs is built the next time.
  touch "$built.begun"
  quietly "Building the jars; the first time this takes a few minutes" "$root/target/build.log" \
    "$root/mvnw" -f "$root/pom.xml" -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl "$(IFS=,; echo "${modules[*]}")" package
  [ -z "${1:-}" ] || cp -p "$built.begun" "$root/target/.built"
  mv "$built.begun" "$built"
}

# unpack_jar MODULE: takes a module's jar apart, once for each build, and sets $unpacked to the small jar beside its libraries:
# so it starts faster, and the libraries find their native code. bin/standalone shares the folder.
unpack_jar() {
  local jar=$root/$1/target/$1.jar folder unfinished
  folder=$root/$1/target/extracted-$(date -r "$jar" +%s%3N)
  unpacked=$folder/$1.jar
  [ ! -d "$folder" ] || return 0
  rm -rf "$root/$1/target/extracted-"*
  unfinished=$(mktemp -d "$root/$1/target/extracting-XXXXXX")
  "$java" "${java_options[@]}" -Djarmode=tools -jar "$jar" extract --force --destination "$unfinished" >/dev/null
  # Somebody else may have been faster; his is as good.
  mv -T "$unfinished" "$folder" 2>/dev/null || rm -rf "$unfinished"
}
