#include "photos/sandbox.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <linux/sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <seccomp.h>

namespace cityhall {
namespace {

constexpr rlim_t gibibyte = 1024UL * 1024 * 1024;

void limit(int resource, rlim_t most) {
  rlimit const value{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &value);
}

// Memory, threads, time, signals to itself, and the socket that is already open.
constexpr std::array allowed{
    SCMP_SYS(read),         SCMP_SYS(write),           SCMP_SYS(readv),          SCMP_SYS(writev),        SCMP_SYS(close),
    SCMP_SYS(fstat),        SCMP_SYS(lseek),           SCMP_SYS(munmap),         SCMP_SYS(brk),           SCMP_SYS(madvise),
    SCMP_SYS(mremap),       SCMP_SYS(futex),           SCMP_SYS(exit),           SCMP_SYS(exit_group),    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),    SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
    SCMP_SYS(gettid),       SCMP_SYS(getpid),          SCMP_SYS(sched_yield),    SCMP_SYS(sched_getaffinity), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),    SCMP_SYS(gettimeofday),   SCMP_SYS(getrandom),     SCMP_SYS(sysinfo),
    SCMP_SYS(getrusage),    SCMP_SYS(restart_syscall), SCMP_SYS(membarrier),     SCMP_SYS(getrlimit),     SCMP_SYS(tgkill)};

/// A rule with a condition on one argument. The macros of libseccomp use C casts, hence a function.
scmp_arg_cmp masked_equal(unsigned argument, std::uint64_t mask, std::uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

bool add_rules(scmp_filter_ctx filter) {
  bool fine = true;
  auto const add = [&](std::uint32_t action, int call) { fine &= seccomp_rule_add_array(filter, action, call, 0, nullptr) == 0; };
  auto const add_if = [&](int call, scmp_arg_cmp condition) {
    fine &= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition) == 0;
  };
  for (int const call : allowed) add(SCMP_ACT_ALLOW, call);
  // New memory is never executable.
  add_if(SCMP_SYS(mmap), masked_equal(2, PROT_EXEC, 0));
  add_if(SCMP_SYS(mprotect), masked_equal(2, PROT_EXEC, 0));
  // Threads yes, processes no. The flags of clone3 stand in memory where a filter cannot look: without it, glibc falls back to clone.
  add_if(SCMP_SYS(clone), masked_equal(0, CLONE_THREAD, CLONE_THREAD));
  add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
  add_if(SCMP_SYS(prctl), masked_equal(0, ~std::uint64_t{0}, PR_SET_NAME));
  // Asking for a limit, not setting one.
  add_if(SCMP_SYS(prlimit64), masked_equal(2, ~std::uint64_t{0}, 0));
  return fine;
}

}  // namespace

void limit_resources() {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  limit(RLIMIT_AS, 2 * gibibyte);
  limit(RLIMIT_CPU, 600);  // of its whole life; the server watches the time of each photo
}

bool forbid_system_calls() {
  limit(RLIMIT_FSIZE, 0);
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  auto* const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool const fine = add_rules(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return fine;
}

}  // namespace cityhall
