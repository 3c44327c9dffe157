#!/bin/bash
# benchmarks/web/run.sh [seconds]: requests per second and CPU per request of our server and of nginx, serving the same 8 KB page in one run.
# Prints the ratio to nginx; the limit for report and service pages is 0.3.
set -e -o pipefail
seconds=${1:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d /tmp/cityhall-web-bench-XXXXXX)
trap 'kill $nginx $ours 2>/dev/null; rm -rf "$work"' EXIT
ninja -C "$root/build" web_bench >/dev/null
"$root/build/benchmarks/web/web_bench" functions
mkdir -p "$work/www" && chmod 755 "$work" "$work/www"
head -c 6144 /dev/urandom | base64 -w0 >"$work/www/cached"
port=$(node -e 's=require("net").createServer().listen(0,()=>{console.log(s.address().port);s.close()})')
cat >"$work/nginx.conf" <<CONF
worker_processes 1; daemon off; master_process off; pid $work/pid; error_log $work/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; default_type text/html; open_file_cache max=100;
  client_body_temp_path $work/1; proxy_temp_path $work/2; fastcgi_temp_path $work/3; uwsgi_temp_path $work/4; scgi_temp_path $work/5;
  server { listen 127.0.0.1:$port; root $work/www; } }
CONF
nginx -c "$work/nginx.conf" -p "$work" &
nginx=$!
mkfifo "$work/input"
"$root/build/benchmarks/web/web_bench" serve 0 "$work/www/cached" <"$work/input" >"$work/ours" &
ours=$!
exec 9>"$work/input"
until [ -s "$work/ours" ] && curl -sf "http://127.0.0.1:$port/cached" >/dev/null; do :; done
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
hertz=$(getconf CLK_TCK)
measure() { # name, pid, url
  local before after
  before=$(ticks "$2")
  wrk -t1 -c64 -d"${seconds}s" "$3" >"$work/wrk"
  after=$(ticks "$2")
  grep -q "Non-2xx" "$work/wrk" && cat "$work/wrk"
  local total; total=$(awk '/requests in/ {print $1}' "$work/wrk")
  local rate; rate=$(awk '/Requests\/sec/ {print $2}' "$work/wrk")
  awk -v n="$1" -v r="$rate" -v t="$total" -v c=$((after - before)) -v hz="$hertz" -v base="${base:-$rate}" \
    'BEGIN {printf "%-28s %9.0f requests/s  %6.2f us CPU per request  %5.2f of nginx\n", n, r, c / hz / t * 1e6, r / base}'
  rate_of_last=$rate
}
measure "nginx, file" $nginx "http://127.0.0.1:$port/cached"; base=$rate_of_last
mine=$(head -1 "$work/ours")
measure "ours, cached page" $ours "http://127.0.0.1:$mine/cached"
measure "ours, on the network thread" $ours "http://127.0.0.1:$mine/inline"
measure "ours, on a handler thread" $ours "http://127.0.0.1:$mine/pool"
