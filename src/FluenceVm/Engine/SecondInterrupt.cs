using System.Security;

namespace FluenceVm.Engine;

/// <summary>Notices that a user who has stopped a command presses Ctrl+C once more: PowerShell itself tells a cmdlet only once.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly Action _interrupted;

    public SecondInterrupt(Action interrupted)
    {
        _interrupted = interrupted;
        try
        {
            Console.CancelKeyPress += OnCancelKeyPress;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException or SecurityException)
        {
            // Without a console nobody presses keys.
        }
    }

    public void Dispose() => Console.CancelKeyPress -= OnCancelKeyPress;

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments) => _interrupted();
}
