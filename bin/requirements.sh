# What the scripts in bin/ have in common: checks what must be installed, and installs and builds what the checkout itself
# carries. To be sourced; $root is the checkout.

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

# UTF-8, whatever the locale: without one, as from cron or over ssh, Java 17 would lose every letter beyond ASCII in arguments
# and in names of files.
case $(locale charmap 2>/dev/null || true) in
  UTF-8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

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

# Whether this user may make what the test of the images needs: mounts, an overlay over this root, processes and a network of their own.
can_play_containers() {
  [ "$(id -u)" = 0 ] && mkdir -p "$root/target/containers" && unshare --mount --net --pid --fork sh -euc '
    ip link set lo up
    mount -t tmpfs tmpfs "$0"
    mkdir "$0/upper" "$0/work" "$0/root"
    mount -t overlay overlay -o lowerdir=/,upperdir="$0/upper",workdir="$0/work" "$0/root"
    mount -t proc proc "$0/root/proc"
    mount --rbind /dev "$0/root/dev"
    chroot "$0/root" true' "$root/target/containers" >/dev/null 2>&1
}

# Prometheus' tool that checks metrics and alert rules: installed, or taken from Debian's package without installing that,
# for a server would be started with it. Prints its path, or none.
find_promtool() {
  local folder=$root/target/promtool
  if command -v promtool; then
    return
  fi
  if [ ! -x "$folder/usr/bin/promtool" ] && command -v apt-get >/dev/null && command -v dpkg >/dev/null; then
    mkdir -p "$folder"
    (quietly "Fetching promtool from Debian's packages" "$folder/fetch.log" sh -c \
      'cd "$0" && { apt-get -qq download prometheus || { apt-get update -qq && apt-get -qq download prometheus; }; } && dpkg -x prometheus_*.deb .' "$folder") >&2 || true
  fi
  if [ -x "$folder/usr/bin/promtool" ]; then
    echo "$folder/usr/bin/promtool"
  else
    echo none
  fi
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

# hold NAME: waits until no other script of this checkout is at it, and keeps others from it until $held is closed, or this script and
# all that it has started have ended.
hold() {
  mkdir -p "$root/target" 2>/dev/null && [ -w "$root/target" ] \
    || fail "$root is not ready to run, and $(id -un) may not write there: call the script as its owner once."
  if command -v flock >/dev/null; then
    exec {held}>>"$root/target/.$1.lock"
    if ! flock -n "$held"; then
      echo "Waiting for process $(cat "$root/target/.$1.lock"), which is $1 in this checkout, too"
      flock "$held"
    fi
    echo $$ >"$root/target/.$1.lock"
  fi
}

# alone NAME COMMAND...: runs a command while no other script of this checkout is at something of that name.
alone() {
  local held=
  hold "$1"
  shift
  "$@"
  [ -z "$held" ] || exec {held}>&-
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
  alone "installing-$(basename "$folder")" install_missing
}

# The rest of install_packages, with its variables; another script may have done it meanwhile.
install_missing() {
  if [ "$wanted" -nt "$folder/package-lock.json" ]; then
    return
  fi
  refuse_while_used
  # shellcheck disable=SC2086
  quietly "Installing $what" "$root/target/$(basename "$folder")-install.log" \
    npm --prefix "$folder" ci $omit --no-audit --no-fund --no-progress
  touch "$runs"
  [ -n "$omit" ] || touch "$tests"
}

# npm ci removes all packages before it installs them, which whoever runs from them would not survive.
refuse_while_used() {
  local process
  for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/cwd" 2>/dev/null)" = "$(readlink -f "$folder")" ] &&
      [[ $(readlink "$process/exe" 2>/dev/null) == */node* ]]; then
      echo "The packages of $folder must be installed anew, and process ${process#/proc/} runs from there:" \
        "stop it (bin/standalone, for instance) and try again." >&2
      exit 1
    fi
  done
}

install_strapi() {
  install_packages strapi "Strapi's packages; the first time this takes a few minutes" "$@"
}

# build_jars [MODULE]: the jars of the three services and of the launcher, and of one more module, where they are missing or
# older than their sources.
build_jars() {
  local built=$root/target/.built${1:+-with-$1}
  local modules=(text schemas access standalone test-support spawner-service reservoir-service notifier-service "$@")
  are_built || alone building build_missing "${1:-}"
}

# Whether all of build_jars' modules are up to date; with its variables.
are_built() {
  local module sources=("$root/pom.xml" "$root/notifier-service/client/client.js")
  for module in "${modules[@]}"; do
    sources+=("$root/$module/pom.xml" "$root/$module/src/main")
    case $module in
      text | schemas | access) ;; # Those three are inside the jars of the others.
      *) [ -f "$root/$module/target/$module.jar" ] || return 1 ;;
    esac
  done
  [ -f "$built" ] && [ -z "$(find "${sources[@]}" -newer "$built" -print -quit)" ]
}

# The rest of build_jars; another script may have done it meanwhile.
build_missing() {
  if are_built; then
    return
  fi
  # Taken before the build, so that a file saved while it runs is built the next time.
  touch "$built.begun"
  quietly "Building the jars; the first time this takes a few minutes" "$root/target/build.log" \
    "$root/mvnw" -f "$root/pom.xml" -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl "$(IFS=,; echo "${modules[*]}")" package
  [ -z "$1" ] || cp -p "$built.begun" "$root/target/.built"
  mv "$built.begun" "$built"
}

# unpack_jar MODULE [JAR]: makes a module's jar ready to run, once for each build, and sets $unpacked to a small jar with its
# libraries beside it. So it starts faster, and a build that comes later does not change what runs. bin/standalone shares the folder.
unpack_jar() {
  local jar=$root/$1/target/${2:-$1}.jar folder unfinished
  folder=$root/$1/target/extracted-$(date -r "$jar" +%s%3N)
  unpacked=$folder/$(basename "$jar")
  if [ ! -d "$folder" ]; then
    unfinished=$root/$1/target/extracting-$$
    # Whoever may not write there, since somebody else has built it, runs the jar itself.
    mkdir "$unfinished" 2>/dev/null && take_apart "$jar" "$unfinished" || {
      rm -rf "$unfinished"
      unpacked=$jar
      return 0
    }
    remove_unused "$1" "$folder"
    # Somebody else may have been faster; theirs is as good.
    mv -T "$unfinished" "$folder" 2>/dev/null || rm -rf "$unfinished"
  fi
  [ -r "$unpacked" ] || unpacked=$jar
}

# take_apart JAR FOLDER: Spring Boot's jars carry their libraries; the others have them in lib beside them.
take_apart() {
  local lib
  lib=$(dirname "$1")/lib
  if [ -d "$lib" ]; then
    cp "$1" "$2" && cp -al "$lib" "$2" && cp --remove-destination "$lib"/*-SNAPSHOT.jar "$2/lib"
  else
    "$java" "${java_options[@]}" -Djarmode=tools -jar "$1" extract --force --destination "$2" >/dev/null
  fi
}

# remove_unused MODULE FOLDER: removes the folders of earlier builds, but this one and those from which something runs. One that
# has just been made may be about to run.
remove_unused() {
  local old
  for old in "$root/$1"/target/extract*-*; do
    if [ "$old" != "$2" ] && [ -n "$(find "$old" -maxdepth 0 -type d -mmin +60 2>/dev/null)" ] \
      && ! grep -qsF "/$1/target/$(basename "$old")/" /proc/[0-9]*/cmdline; then
      rm -rf "$old" 2>/dev/null || true
    fi
  done
}
