using FluenceVm.Emulator.Store;

namespace FluenceVm.Emulator.Tests.Store;

/// <summary>A state file on a disk that fails or loses power at a moment of the test's choice.</summary>
internal sealed class CrashingFile(Random random) : IStateFile
{
    private readonly object _gate = new();
    private byte[]? _disk;
    private int _writesLeft = int.MaxValue;
    private bool _isDead;

    public string Path => "a disk that fails";

    /// <summary>How many additions and replacements reached the disk.</summary>
    public (int Appended, int Replaced) Writes { get; private set; }

    /// <summary>Whether only the write fails at which it ends; otherwise the power is gone with it.</summary>
    public bool OnlyFails { get; set; }

    /// <summary>The power goes during the write after so many others.</summary>
    public void DieAfter(int writes)
    {
        lock (_gate)
        {
            _writesLeft = writes;
        }
    }

    /// <summary>The power comes back: what is on the disk is all there is.</summary>
    public void Revive()
    {
        lock (_gate)
        {
            (_isDead, _writesLeft) = (false, int.MaxValue);
        }
    }

    public byte[]? Read() => _disk;

    public void Replace(ReadOnlyMemory<byte> whole)
    {
        lock (_gate)
        {
            var dies = Dies();
            if (!dies || random.Next(2) == 0)
            {
                _disk = whole.ToArray();
            }
            FailIf(dies);
            Writes = (Writes.Appended, Writes.Replaced + 1);
        }
    }

    public void Append(ReadOnlyMemory<byte> addition)
    {
        lock (_gate)
        {
            var dies = Dies();
            var arrived = addition.ToArray();
            if (dies)
            {
                arrived = arrived[..random.Next(arrived.Length + 1)];
                if (arrived.Length > 0 && random.Next(2) == 0)
                {
                    arrived[random.Next(arrived.Length)] = 0;
                }
            }
            _disk = [.. _disk!, .. arrived];
            FailIf(dies);
            Writes = (Writes.Appended + 1, Writes.Replaced);
        }
    }

    public void Dispose()
    {
    }

    private bool Dies()
    {
        FailIf(_isDead);
        return _writesLeft-- <= 0;
    }

    private void FailIf(bool dies)
    {
        if (dies)
        {
            _isDead = !OnlyFails;
            _writesLeft = int.MaxValue;
            throw new IOException("The disk doesn't answer.");
        }
    }
}
