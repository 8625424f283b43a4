using System.Text.Json.Nodes;

namespace FluenceVm.Emulator.Store;

/// <summary>
/// Keeps the state in a file. A write goes to a second file, which is flushed and then takes the first one's place, so that a
/// crash at any moment leaves the old state or the new one. A lock file beside it keeps a second emulator away.
/// </summary>
internal sealed class FileStateStore : IStateStore
{
    private readonly object _queue = new();
    private readonly object _file = new();
    private readonly string _path;
    private readonly FileStream _lock;
    private TaskCompletionSource<bool>? _waiting;
    private bool _writing;
    private bool _closed;

    /// <summary>Takes possession of a file, which need not exist.</summary>
    /// <exception cref="IOException">Another emulator has it, or its folder can't be written.</exception>
    public FileStateStore(string path)
    {
        _path = Path.GetFullPath(path);
        var lockPath = _path + ".lock";
        try
        {
            _lock = OpenLock(lockPath);
        }
        catch (DirectoryNotFoundException error)
        {
            throw new IOException($"The folder of the state file {_path} isn't there. Make it first, or give another path.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"The state file {_path} can't be written: {error.Message} Give another path.", error);
        }
        catch (IOException error) when (File.Exists(lockPath))
        {
            throw new IOException($"Another emulator uses the state file {_path}. Stop it first, or give this one another file.", error);
        }
    }

    public JsonNode? Load() => File.Exists(_path) ? StateFile.Read(_path) : null;

    public void Keep(Func<JsonNode> snapshot)
    {
        // The snapshot is taken inside the lock: otherwise an older one could be written over a newer one.
        lock (_file)
        {
            if (_closed)
            {
                throw new ObjectDisposedException(nameof(FileStateStore));
            }
            StateFile.Write(_path, snapshot());
        }
    }

    public Task KeepAsync(Func<JsonNode> snapshot)
    {
        lock (_queue)
        {
            _waiting ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var kept = _waiting.Task;
            if (!_writing)
            {
                _writing = true;
                _ = Task.Run(() => WriteWhileSomeoneWaits(snapshot));
            }
            return kept;
        }
    }

    public void Dispose()
    {
        lock (_file)
        {
            _closed = true;
            _lock.Dispose();
        }
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

    private void WriteWhileSomeoneWaits(Func<JsonNode> snapshot)
    {
        while (NextWaiting() is { } waiting)
        {
            try
            {
                Keep(snapshot);
                waiting.SetResult(true);
            }
#pragma warning disable CA1031 // Whatever it is, those who wait are told.
            catch (Exception error)
#pragma warning restore CA1031
            {
                waiting.SetException(error);
            }
        }
    }

    private TaskCompletionSource<bool>? NextWaiting()
    {
        lock (_queue)
        {
            var next = _waiting;
            _waiting = null;
            _writing = next is not null;
            return next;
        }
    }
}
