#!/bin/sh
# Runs as an ordinary user inside the bare Debian of clean-root.sh, on a session bus of its own.
set -eu
export LANG=C.UTF-8 DISPLAY=:77 XDG_CURRENT_DESKTOP=GNOME NO_AT_BRIDGE=1 XDG_RUNTIME_DIR="$HOME/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
Xvfb "$DISPLAY" -screen 0 1280x900x24 -nolisten tcp &
xvfb=$!
printf throw-away | gnome-keyring-daemon --unlock --components=secrets > /dev/null
# what "Open with" and "Always" do
gio mime application/x-pkcs12 latchkey.desktop > /dev/null

# The window's title names the file that it shows.
shows() {
  for _ in $(seq 1 120); do
    if xwininfo -root -tree 2> /dev/null | grep -q "\"$1 – Latchkey\""; then
      echo "$2, shows $1"
      return
    fi
    sleep 0.25
  done
  echo "$2, DOES NOT SHOW $1"
  xwininfo -root -tree
}
running() { ps -C latchkey -o args= | grep -vc -- --type= || true; }

xdg-open "$HOME/anna.p12" &
shows anna.p12 'started by a double-click'
xdg-open "$HOME/bert.pfx"
shows bert.pfx 'running already'
echo "instances: $(running)"
ps -C latchkey -o pid= | xargs kill 2> /dev/null || true
kill "$xvfb"
