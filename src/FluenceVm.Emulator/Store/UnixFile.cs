using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FluenceVm.Emulator.Store;

/// <summary>What netstandard has no call for on Linux and macOS; nothing of it is needed on Windows.</summary>
internal static class UnixFile
{
    private const uint OwnerReadsAndWrites = 0b110_000_000;

    private static bool IsUnix => !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Lets only the file's owner read and write it, as a profile's folder does on Windows.</summary>
    public static void MakePrivate(string path)
    {
        if (IsUnix && Chmod(path, OwnerReadsAndWrites) != 0)
        {
            throw new IOException($"The permissions of {path} can't be set: {LastError()}");
        }
    }

    /// <summary>Brings a renaming to the disk, which the flush of the file itself doesn't.</summary>
    public static void FlushFolderOf(string path)
    {
        if (!IsUnix)
        {
            return;
        }
        var folder = Open(Path.GetDirectoryName(path)!, 0);
        if (folder < 0)
        {
            throw new IOException($"The folder of {path} can't be opened: {LastError()}");
        }
        try
        {
            if (Fsync(folder) != 0)
            {
                throw new IOException($"The folder of {path} can't be flushed: {LastError()}");
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastWin32Error()).Message;

    [DllImport(
        "libc",
        EntryPoint = "chmod",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chmod(string path, uint mode);

    [DllImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
