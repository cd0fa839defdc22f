#!/bin/sh
# Runs as root inside a bare Debian, before anything of Latchkey is there: installs /mnt/latchkey.deb and double-clicks bundles, that
# is, opens them by the desktop's own association, as an ordinary user. What it prints is read by prove-installed.mjs.
set -eu
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -qq --no-install-recommends "$@" > /tmp/apt.log 2>&1 || { cat /tmp/apt.log >&2; exit 1; }; }
type_of() { gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
handler() { gio mime "$(type_of /mnt/anna.p12)" | sed -n 's/^Default application.*: //p'; }

apt-get update -qq
install xvfb x11-utils dbus libglib2.0-bin desktop-file-utils shared-mime-info
install /mnt/latchkey.deb
for file in anna.p12 bert.pfx; do echo "$file is $(type_of "/mnt/$file")"; done
echo "opens with $(handler)"
# its certificate viewer comes along and opens bundles as well
install gnome-keyring
echo "beside GNOME's viewer, opens with $(handler)"

useradd --create-home anna
cp /mnt/anna.p12 /mnt/bert.pfx /home/anna/
chown anna /home/anna/*
exec su - anna -c 'dbus-run-session -- sh /mnt/double-click.sh'
