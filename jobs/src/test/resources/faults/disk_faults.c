/*
 * A disk that fails on demand. Preloaded into a process, it stands before the C library's calls
 * that change files below one folder, counts them, and lets chosen ones fail with EIO. A program
 * tells it what to do through a mapped file, named by TOKENLAKE_DISK_FAULTS, that the processes
 * it starts share; DiskFaults.java knows the same layout.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { COUNT = 0, ONCE = 1, FROM_THERE_ON = 2 };
enum place { ELSEWHERE = 0, KEPT = 1, SCRATCH = 2, BOTH = 3 };
enum kind { OPEN, WRITE, TRUNCATE, SYNC, RENAME, REMOVE, MKDIR, LINK, SYMLINK, CHMOD, TIMES, KINDS };

struct control {
  long armed;
  long mode;
  long target; /* number of the change that fails, from 1 */
  long seen;
  long fired;
  long kind;  /* of the change that failed first */
  long where; /* only changes there are counted: enum place */
  long by_kind[16];
  char path[1024]; /* of the change that failed first */
  char folder[1024];
  char scratch[1024]; /* a folder below it */
  char spared[1024];  /* folders with this in their path can always be made; empty for none */
};

#define FDS 65536
static struct control *control;
static char below[FDS]; /* where the file of a descriptor lies: enum place */

__attribute__((constructor)) static void begin(void) {
  const char *name = getenv("TOKENLAKE_DISK_FAULTS");
  if (name == NULL) return;
  int fd = open(name, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped != MAP_FAILED) control = mapped;
  close(fd);
}

static int is_in(const char *folder, const char *path) {
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

static enum place place(const char *path) {
  if (control == NULL || path == NULL || !is_in(control->folder, path)) return ELSEWHERE;
  return is_in(control->scratch, path) ? SCRATCH : KEPT;
}

static enum place place_of(int fd) {
  return fd >= 0 && fd < FDS ? (enum place)below[fd] : ELSEWHERE;
}

static int is_spared(enum kind kind, const char *path) {
  return kind == MKDIR && control->spared[0] != 0 && strstr(path, control->spared) != NULL;
}

static int fails(enum kind kind, enum place where, const char *path) {
  if (where == ELSEWHERE || control == NULL || is_spared(kind, path)) return 0;
  if (!__atomic_load_n(&control->armed, __ATOMIC_SEQ_CST)) return 0;
  int dead = control->mode == FROM_THERE_ON && __atomic_load_n(&control->fired, __ATOMIC_SEQ_CST);
  if (!dead) {
    if (((long)where & control->where) == 0) return 0;
    long number = __atomic_add_fetch(&control->seen, 1, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&control->by_kind[kind], 1, __ATOMIC_SEQ_CST);
    if (control->mode == COUNT || number != control->target) return 0;
    control->kind = kind;
    if (path != NULL) strncpy(control->path, path, sizeof control->path - 1);
  }
  __atomic_add_fetch(&control->fired, 1, __ATOMIC_SEQ_CST);
  errno = EIO;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PATH_CALL(type, name, params, args, kind, path)   \
  type name params {                                      \
    static __typeof__(&name) real;                        \
    if (real == NULL) real = REAL(name);                  \
    if (fails(kind, place(path), path)) return -1;         \
    return real args;                                     \
  }

#define FD_CALL(type, name, params, args, kind)                                     \
  type name params {                                                                \
    static __typeof__(&name) real;                                                  \
    if (real == NULL) real = REAL(name);                                            \
    if (fails(kind, place_of(fd), NULL)) return -1;                                 \
    return real args;                                                               \
  }

PATH_CALL(int, rename, (const char *from, const char *to), (from, to), RENAME, to)
PATH_CALL(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), RENAME, to)
PATH_CALL(int, renameat2, (int a, const char *from, int b, const char *to, unsigned f), (a, from, b, to, f), RENAME, to)
PATH_CALL(int, unlink, (const char *path), (path), REMOVE, path)
PATH_CALL(int, unlinkat, (int at, const char *path, int flags), (at, path, flags), REMOVE, path)
PATH_CALL(int, rmdir, (const char *path), (path), REMOVE, path)
PATH_CALL(int, remove, (const char *path), (path), REMOVE, path)
PATH_CALL(int, mkdir, (const char *path, mode_t mode), (path, mode), MKDIR, path)
PATH_CALL(int, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode), MKDIR, path)
PATH_CALL(int, link, (const char *from, const char *to), (from, to), LINK, to)
PATH_CALL(int, linkat, (int a, const char *from, int b, const char *to, int f), (a, from, b, to, f), LINK, to)
PATH_CALL(int, symlink, (const char *target, const char *path), (target, path), SYMLINK, path)
PATH_CALL(int, chmod, (const char *path, mode_t mode), (path, mode), CHMOD, path)
PATH_CALL(int, fchmodat, (int at, const char *path, mode_t mode, int f), (at, path, mode, f), CHMOD, path)
PATH_CALL(int, truncate, (const char *path, off_t size), (path, size), TRUNCATE, path)
PATH_CALL(int, truncate64, (const char *path, off64_t size), (path, size), TRUNCATE, path)
PATH_CALL(int, utimes, (const char *path, const struct timeval t[2]), (path, t), TIMES, path)
PATH_CALL(int, utimensat, (int at, const char *path, const struct timespec t[2], int f), (at, path, t, f), TIMES, path)

FD_CALL(int, fchmod, (int fd, mode_t mode), (fd, mode), CHMOD)
FD_CALL(int, ftruncate, (int fd, off_t size), (fd, size), TRUNCATE)
FD_CALL(int, ftruncate64, (int fd, off64_t size), (fd, size), TRUNCATE)
FD_CALL(int, fsync, (int fd), (fd), SYNC)
FD_CALL(int, fdatasync, (int fd), (fd), SYNC)
FD_CALL(int, futimens, (int fd, const struct timespec t[2]), (fd, t), TIMES)
FD_CALL(int, futimes, (int fd, const struct timeval t[2]), (fd, t), TIMES)
FD_CALL(ssize_t, writev, (int fd, const struct iovec *v, int n), (fd, v, n), WRITE)
FD_CALL(ssize_t, pwritev, (int fd, const struct iovec *v, int n, off_t at), (fd, v, n, at), WRITE)
FD_CALL(ssize_t, pwritev64, (int fd, const struct iovec *v, int n, off64_t at), (fd, v, n, at), WRITE)
FD_CALL(ssize_t, sendfile, (int fd, int in, off_t *at, size_t n), (fd, in, at, n), WRITE)
FD_CALL(ssize_t, sendfile64, (int fd, int in, off64_t *at, size_t n), (fd, in, at, n), WRITE)

/* A write that fails has written the first half. */
#define WRITE_CALL(name, params, args, half)                                    \
  ssize_t name params {                                                         \
    static __typeof__(&name) real;                                              \
    if (real == NULL) real = REAL(name);                                        \
    if (fails(WRITE, place_of(fd), NULL)) {                                   \
      ssize_t written = real half;                                              \
      (void)written;                                                            \
      errno = EIO;                                                              \
      return -1;                                                                \
    }                                                                           \
    return real args;                                                           \
  }

WRITE_CALL(write, (int fd, const void *b, size_t n), (fd, b, n), (fd, b, n / 2))
WRITE_CALL(pwrite, (int fd, const void *b, size_t n, off_t at), (fd, b, n, at), (fd, b, n / 2, at))
WRITE_CALL(pwrite64, (int fd, const void *b, size_t n, off64_t at), (fd, b, n, at), (fd, b, n / 2, at))

static int changes(int flags) {
  return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

/* Folders are opened for reading and flushed all the same. */
static int opened(int fd, const char *path) {
  if (fd >= 0 && fd < FDS) below[fd] = (char)place(path);
  return fd;
}

#define OPEN_CALL(name, params, args)                                           \
  int name params {                                                             \
    static int (*real)();                                                       \
    if (real == NULL) real = (int (*)())dlsym(RTLD_NEXT, #name);                \
    mode_t mode = 0;                                                            \
    if (flags & (O_CREAT | O_TMPFILE)) {                                        \
      va_list rest;                                                             \
      va_start(rest, flags);                                                    \
      mode = (mode_t)va_arg(rest, int);                                         \
      va_end(rest);                                                             \
    }                                                                           \
    if (changes(flags) && fails(OPEN, place(path), path)) return -1;            \
    return opened(real args, path);                                             \
  }

OPEN_CALL(open, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(open64, (const char *path, int flags, ...), (path, flags, mode))
OPEN_CALL(openat, (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPEN_CALL(openat64, (int at, const char *path, int flags, ...), (at, path, flags, mode))

int close(int fd) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "close");
  if (fd >= 0 && fd < FDS) below[fd] = 0;
  return real(fd);
}
