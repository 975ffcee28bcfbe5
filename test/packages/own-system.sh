#!/bin/sh
# Runs Node, with these arguments, in a copy of the running system: what it installs or changes in /usr, /etc and /var
# lies in memory and ends with it. Needs root. VARCO_SYSTEM names a folder that holds the system as it was (`before`)
# and what differs (`usr`, `etc`, `var`).
if [ "$1" != "--inside" ]; then
  exec unshare --mount "$0" --inside "$@"
fi
shift
set -e
VARCO_SYSTEM=$(mktemp -d)
mount -t tmpfs varco "$VARCO_SYSTEM"
mkdir "$VARCO_SYSTEM/before"
mount --bind / "$VARCO_SYSTEM/before"
for name in usr etc var; do
  mkdir "$VARCO_SYSTEM/$name" "$VARCO_SYSTEM/work-$name"
  mount -t overlay overlay -o "lowerdir=/$name,upperdir=$VARCO_SYSTEM/$name,workdir=$VARCO_SYSTEM/work-$name" "/$name"
done
# Else man-db would write its index anew after each package. No test looks anything up in it.
if [ -e /usr/bin/mandb ]; then mount --bind /bin/true /usr/bin/mandb; fi
export VARCO_SYSTEM
exec node "$@"
