using System.ComponentModel;
using System.Diagnostics;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Programs;

/// <summary>Starts programs without a shell, with literal arguments, and without other people's keys in their environment.</summary>
internal static class ProgramStart
{
    /// <summary>How a program is started; it has the console of this process.</summary>
    public static ProcessStartInfo Info(string program, IReadOnlyList<string> arguments)
    {
        var info = new ProcessStartInfo(program) { UseShellExecute = false };
        ProgramEnvironment.Clean(info.Environment);
#if NETSTANDARD2_0
        info.Arguments = Path.DirectorySeparatorChar == '\\' ? CommandLine.ForWindows(arguments) : CommandLine.ForUnix(arguments);
#else
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }
#endif
        return info;
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="ProgramException">It can't be started.</exception>
    public static void Start(Process process, string program)
    {
        // Windows would hand these to its command interpreter, which reads the arguments its own way.
        if (program.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) || program.EndsWith(".bat", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProgramException(Text.Of(nameof(Messages.ProgramIsBatchFile), program));
        }
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new ProgramException(Text.Of(nameof(Messages.ProgramNotStarted), program, exception.Message), exception);
        }
    }
}
