namespace FluenceVm.Emulator.Store;

/// <summary>
/// A state file on a disk. It is replaced by a second file, which is flushed and then takes its place. A lock file beside it
/// keeps a second emulator away.
/// </summary>
internal sealed class StateFile : IStateFile
{
    private readonly FileStream _lock;
    private FileStream? _open;

    /// <summary>Takes possession of a file, which need not exist.</summary>
    /// <exception cref="IOException">Another emulator has it, or its folder can't be written.</exception>
    public StateFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        var lockPath = Path + ".lock";
        try
        {
            _lock = OpenLock(lockPath);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new IOException($"The folder of the state file {Path} isn't there. Make it first, or give another path.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"The state file {Path} can't be written: {error.Message} Give another path.", error);
        }
        catch (IOException error) when (File.Exists(lockPath))
        {
            throw new IOException($"Another emulator uses the state file {Path}. Stop it first, or give this one another file.", error);
        }
    }

    public string Path { get; }

    public byte[]? Read() => File.Exists(Path) ? File.ReadAllBytes(Path) : null;

    public void Replace(ReadOnlyMemory<byte> whole)
    {
        Close();
        var next = Path + ".new";
        // What somebody left under that name may be a link to another file, or stand open to others.
        File.Delete(next);
        using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            UnixFile.MakePrivate(next);
            Write(file, whole);
        }
        if (File.Exists(Path))
        {
            File.Replace(next, Path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(next, Path);
        }
        UnixFile.FlushFolderOf(Path);
    }

    public void Append(ReadOnlyMemory<byte> addition)
    {
        _open ??= new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        Write(_open, addition);
    }

    public void Dispose()
    {
        Close();
        _lock.Dispose();
    }

    private void Close()
    {
        _open?.Dispose();
        _open = null;
    }

    private static void Write(FileStream file, ReadOnlyMemory<byte> bytes)
    {
        var array = bytes.ToArray();
        file.Write(array, 0, array.Length);
        file.Flush(flushToDisk: true);
    }

    private static FileStream OpenLock(string path)
    {
        if (IsLink(path))
        {
            throw new InvalidDataException($"{path} is a link, which this emulator didn't make. Remove it, or give another path.");
        }
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        UnixFile.MakePrivate(path);
        return file;
    }

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
