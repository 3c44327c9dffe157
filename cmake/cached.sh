#!/bin/sh
# cached.sh BASE COMPILER ARGUMENTS…: compiles through ccache.
# A precompiled header is part of the inputs: without these, ccache refuses every file that uses one. Not more of them: a header that is
# edited during a build would be remembered with what the compiler read before.
export CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1 CCACHE_BASEDIR="$1"
shift
# The compiler knows the headers in a precompiled one by their times of change, which ccache does not compare: it is always made anew, or
# a copy of the sources with other times would find every declaration twice.
case " $* " in *" c++-header "*) exec "$@" ;; esac
exec ccache "$@"
