using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FluenceVm.Clouds.Programs;

/// <summary>What a program said before it ended, or was ended.</summary>
/// <param name="ExitCode">Its exit code; null if it was ended because its time was up.</param>
/// <param name="Output">What it wrote to its output.</param>
/// <param name="Errors">What it wrote to its error output.</param>
public sealed record ProgramRun(int? ExitCode, string Output, string Errors)
{
    // Far beyond what a program has to say; what comes after is read and dropped, so that it doesn't block.
    private const int LongestText = 1024 * 1024;

    /// <summary>Runs a program to its end, without a shell, a window or input.</summary>
    /// <param name="program">The program: a name on PATH, or a path.</param>
    /// <param name="arguments">Its arguments, each taken literally.</param>
    /// <param name="timeout">After this it is ended.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="ProgramException">It could not be started.</exception>
    public static Task<ProgramRun> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        RunAsync(
            program ?? throw new ArgumentNullException(nameof(program)),
            arguments ?? throw new ArgumentNullException(nameof(arguments)),
            timeout,
            TimeProvider.System,
            cancellationToken);

    /// <summary>Runs a program to its end, without a shell, a window or input.</summary>
    /// <param name="program">The program: a name on PATH, or a path.</param>
    /// <param name="arguments">Its arguments, each taken literally.</param>
    /// <param name="timeout">After this it is ended.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="ProgramException">It could not be started.</exception>
    internal static async Task<ProgramRun> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Redirected(program, arguments), EnableRaisingEvents = true };
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult(true);
        ProgramStart.Start(process, program);
        // A question for a passphrase meets the end of the input instead of waiting for ever.
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput);
        var errors = ReadAsync(process.StandardError);
        using var deadline = time.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var inTime = true;
        using (either.Token.Register(() => ended.TrySetResult(false)))
        {
            inTime = await ended.Task;
        }
        if (!inTime)
        {
            Kill(process);
            cancellationToken.ThrowIfCancellationRequested();
        }
        return new ProgramRun(
            inTime ? process.ExitCode : null,
            await SaidAsync(output, inTime, time),
            await SaidAsync(errors, inTime, time));
    }

    private static ProcessStartInfo Redirected(string program, IReadOnlyList<string> arguments)
    {
        var info = ProgramStart.Info(program, arguments);
        info.CreateNoWindow = true;
        info.RedirectStandardInput = true;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.StandardOutputEncoding = Encoding.UTF8;
        info.StandardErrorEncoding = Encoding.UTF8;
        return info;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended in the meantime.
        }
    }

    private static async Task<StringBuilder> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        int read;
        while ((read = await reader.ReadAsync(buffer, 0, buffer.Length)) > 0)
        {
            if (text.Length < LongestText)
            {
                text.Append(buffer, 0, read);
            }
        }
        return text;
    }

    // A child of the killed program may hold the pipe open for as long as it likes.
    private static async Task<string> SaidAsync(Task<StringBuilder> text, bool inTime, TimeProvider time) =>
        await Task.WhenAny(text, time.Delay(TimeSpan.FromSeconds(inTime ? 10 : 1))) == text ? (await text).ToString() : string.Empty;
}
