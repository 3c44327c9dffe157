#!/bin/bash
# benchmarks/web/run.sh [seconds]: requests per second and CPU per request of our server and of nginx, serving the same 8 KB page in one run.
# Prints the ratio to nginx; the limit for report and service pages is 0.3.
set -e -o pipefail
seconds=${1:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d /tmp/cityhall-web-bench-XXXXXX)
trap 'kill $nginx $ours 2>/dev/null; rm -rf "$work"' EXIT
ninja -C "$root/build" web_bench bench_load >/dev/null
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
measure() { # name, pid, port, path
  local before after
  before=$(ticks "$2")
  "$root/build/benchmarks/bench_load" --port "$3" --path "$4" --seconds "$seconds" --warm 0 >"$work/load"
  after=$(ticks "$2")
  node -e '
    const [file, name, ticks, hertz, base] = process.argv.slice(1);
    const load = JSON.parse(require("fs").readFileSync(file));
    if (load.broken || Object.keys(load.statuses).join() !== "200") console.log("NOT ALL ANSWERED 200:", load);
    const cpu = (ticks / hertz / load.answers) * 1e6;
    const rate = load.answers / load.seconds;
    const [their_rate, their_cpu] = base ? base.split(" ").map(Number) : [rate, cpu];
    console.error(`${rate} ${cpu}`);
    console.log(`${name.padEnd(30)} ${rate.toFixed(0).padStart(8)} requests/s ${cpu.toFixed(2).padStart(7)} us CPU each; of nginx: ` +
      `${(rate / their_rate).toFixed(2)} of the rate, ${(their_cpu / cpu).toFixed(2)} by CPU`);
  ' "$work/load" "$1" $((after - before)) "$hertz" "$base" 2>"$work/last"
}
base=
measure "nginx, file" $nginx $port /cached
base=$(cat "$work/last")
mine=$(head -1 "$work/ours")
measure "ours, cached page" $ours $mine /cached
measure "ours, on the network thread" $ours $mine /inline
measure "ours, on a handler thread" $ours $mine /pool
