using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Store;

/// <summary>
/// Keeps the state in a file: as a whole, and the changes since behind it. Changes that come while others are being written
/// wait and are written together. Once the changes take more room than the state, the whole is written anew.
/// </summary>
internal sealed class FileStateStore(IStateFile file) : IStateStore
{
    private const long SmallestLog = 1024 * 1024;

    private readonly object _queue = new();
    private readonly object _writer = new();
    private Group _next = new();
    private bool _writing;
    private bool _closed;
    private Func<JsonNode>? _snapshot;
    private long _stateBytes;
    private long _logBytes;

    /// <summary>Where a file's changes can't go on, because the last ones of them may be there in part.</summary>
    private bool _broken;

    public KeptState? Load()
    {
        try
        {
            return file.Read() is { } bytes ? StateFormat.Read(bytes) : null;
        }
        catch (FormatException error)
        {
            throw Damaged(file.Path, error.Message);
        }
    }

    public void Keep(Func<JsonNode> snapshot)
    {
        // The snapshot is taken inside the lock: otherwise an older one could be written over a newer one.
        lock (_writer)
        {
            _snapshot = snapshot;
            WriteWhole();
        }
    }

    public Task AddAsync(Change change)
    {
        lock (_queue)
        {
            _next.Changes.Add(change);
            if (!_writing)
            {
                _writing = true;
                _ = Task.Run(WriteWhileChangesCome);
            }
            return _next.Kept.Task;
        }
    }

    public void Dispose()
    {
        lock (_writer)
        {
            _closed = true;
            file.Dispose();
        }
    }

    /// <summary>The refusal of a file, which stays as it is.</summary>
    public static InvalidDataException Damaged(string path, string reason) =>
        new($"The state file {path} can't be used: {reason}. It was left as it is; move it away to start afresh.");

    private void WriteWhileChangesCome()
    {
        while (TakeNext() is { } group)
        {
            try
            {
                lock (_writer)
                {
                    Write(group.Changes);
                }
                group.Kept.SetResult(true);
            }
#pragma warning disable CA1031 // Whatever it is, those who wait are told.
            catch (Exception error)
#pragma warning restore CA1031
            {
                group.Kept.SetException(error);
            }
        }
    }

    private Group? TakeNext()
    {
        lock (_queue)
        {
            var group = _next;
            _writing = group.Changes.Count > 0;
            _next = _writing ? new Group() : group;
            return _writing ? group : null;
        }
    }

    private void Write(List<Change> changes)
    {
        RequireOpen();
        if (_broken || _logBytes > Math.Max(_stateBytes, SmallestLog))
        {
            WriteWhole();
            return;
        }
        var bytes = StateFormat.Group(changes);
        _broken = true;
        file.Append(bytes);
        _broken = false;
        _logBytes += bytes.Length;
    }

    /// <summary>Writes the state, which holds all changes that were added so far.</summary>
    private void WriteWhole()
    {
        RequireOpen();
        _broken = true;
        var bytes = StateFormat.Whole(_snapshot!());
        file.Replace(bytes);
        (_broken, _stateBytes, _logBytes) = (false, bytes.Length, 0);
    }

    private void RequireOpen()
    {
        if (_closed)
        {
            throw new ObjectDisposedException(nameof(FileStateStore));
        }
    }

    private sealed class Group
    {
        public List<Change> Changes { get; } = [];

        public TaskCompletionSource<bool> Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
