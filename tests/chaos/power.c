/* A disk that forgets: whenever a cache file is synced, what it holds then is copied beside it, as NAME.synced.
 * After a power cut nothing else would be sure to be there (tests/chaos/power.py). Loaded by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void keep(int file)
{
    char link[64], path[PATH_MAX], copy[PATH_MAX + 16], kept[PATH_MAX + 16], piece[65536];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return;
    path[length] = 0;
    if (strstr(path, ".cache") == NULL)
        return;
    snprintf(copy, sizeof copy, "%s.synced.new", path);
    snprintf(kept, sizeof kept, "%s.synced", path);
    int from = open(path, O_RDONLY), to = open(copy, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    while (from >= 0 && to >= 0 && (length = read(from, piece, sizeof piece)) > 0)
        if (write(to, piece, length) != length)
            break;
    close(from);
    close(to);
    if (length == 0)
        rename(copy, kept);
}

int fsync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int answer = real(file);
    if (answer == 0)
        keep(file);
    return answer;
}

int fdatasync(int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int answer = real(file);
    if (answer == 0)
        keep(file);
    return answer;
}
