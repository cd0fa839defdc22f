#!/bin/sh
# Runs as an ordinary user inside the bare Debian of clean-root.sh, on a session bus of its own.
set -eu
export LANG=C.UTF-8 DISPLAY=:77 XDG_CURRENT_DESKTOP=GNOME NO_AT_BRIDGE=1 XDG_RUNTIME_DIR="$HOME/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
Xvfb "$DISPLAY" -screen 0 1280x900x24 -nolisten tcp 2> /dev/null &
xvfb=$!
printf throw-away | gnome-keyring-daemon --unlock --components=secrets > /dev/null
# What "Open with" and "Always" do. GNOME's viewer brings a type of its own for the same names, so the file is asked.
type=$(gio info -a standard::content-type "$HOME/anna.p12" | sed -n 's/.*content-type: //p')
gio mime "$type" latchkey.desktop > /dev/null

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

xdg-open "$HOME/anna.p12" 2> "$HOME/log" &
shows anna.p12 'started by a double-click'
xdg-open "$HOME/bert.pfx"
shows bert.pfx 'running already'
echo "windows: $(xwininfo -root -tree | grep -c ' – Latchkey"')"
kill "$xvfb"
