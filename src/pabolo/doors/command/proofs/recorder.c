/* Records what a process writes, truncates, syncs and removes below one folder, in one order.
 *
 * Preloaded into a process (LD_PRELOAD). PABOLO_RECORD_DIR is the folder, PABOLO_RECORD_LOG the
 * log, which lies outside of it. One lock spans each call and its record, so that the log has the
 * order in which things happened, whichever thread did them.
 *
 * A record: kind (1 byte: W write, T truncate, S sync, U unlink), length of the name (2), offset
 * or size (8), length of the data (4), all little-endian; then the name and the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int record_fd = -1;
static char folder[4096];
static size_t folder_len;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_truncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

static void find_originals(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    const char *where = getenv("PABOLO_RECORD_DIR");
    const char *log = getenv("PABOLO_RECORD_LOG");
    if (where == NULL || log == NULL || strlen(where) + 2 > sizeof folder)
        return;
    snprintf(folder, sizeof folder, "%s/", where);
    folder_len = strlen(folder);
    record_fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void ready(void) { pthread_once(&once, find_originals); }

/* The file's name below the folder, or NULL when it lies elsewhere. */
static const char *below(const char *path) {
    return record_fd >= 0 && strncmp(path, folder, folder_len) == 0 ? path + folder_len : NULL;
}

static const char *name_of(int fd, char *path, size_t room) {
    char link[64];
    ssize_t length;
    if (record_fd < 0 || fd < 3 || fd == record_fd)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, room - 1);
    if (length <= 0)
        return NULL;
    path[length] = 0;
    return below(path);
}

static void put(const void *bytes, size_t size) {
    const char *next = bytes;
    while (size > 0) {
        ssize_t done = real_write(record_fd, next, size);
        if (done <= 0)
            abort(); /* a recording with a hole would prove nothing */
        next += done;
        size -= (size_t)done;
    }
}

static void record(char kind, const char *name, int64_t offset, const void *data, size_t size) {
    uint16_t name_size = (uint16_t)strlen(name);
    uint32_t data_size = (uint32_t)size;
    char head[15];
    head[0] = kind;
    memcpy(head + 1, &name_size, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &data_size, 4);
    put(head, sizeof head);
    put(name, name_size);
    put(data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    char path[4096];
    ready();
    const char *name = name_of(fd, path, sizeof path);
    if (name == NULL)
        return real_pwrite(fd, data, size, offset);
    pthread_mutex_lock(&guard);
    ssize_t done = real_pwrite(fd, data, size, offset);
    if (done > 0)
        record('W', name, offset, data, (size_t)done);
    pthread_mutex_unlock(&guard);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    struct stat before;
    ready();
    const char *name = name_of(fd, path, sizeof path);
    if (name == NULL)
        return real_write(fd, data, size);
    pthread_mutex_lock(&guard);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &before) == 0)
        offset = before.st_size;
    ssize_t done = real_write(fd, data, size);
    if (done > 0)
        record('W', name, offset, data, (size_t)done);
    pthread_mutex_unlock(&guard);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    char path[4096];
    ready();
    const char *name = name_of(fd, path, sizeof path);
    if (name == NULL)
        return real_truncate(fd, size);
    pthread_mutex_lock(&guard);
    int failed = real_truncate(fd, size);
    if (!failed)
        record('T', name, size, NULL, 0);
    pthread_mutex_unlock(&guard);
    return failed;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int (*real)(int)) {
    char path[4096];
    const char *name = name_of(fd, path, sizeof path);
    if (name == NULL)
        return real(fd);
    pthread_mutex_lock(&guard);
    int failed = real(fd);
    if (!failed)
        record('S', name, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    return failed;
}

int fsync(int fd) {
    ready();
    return synced(fd, real_fsync);
}

int fdatasync(int fd) {
    ready();
    return synced(fd, real_fdatasync);
}

int unlink(const char *path) {
    ready();
    const char *name = below(path);
    if (name == NULL)
        return real_unlink(path);
    pthread_mutex_lock(&guard);
    int failed = real_unlink(path);
    if (!failed)
        record('U', name, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    return failed;
}
