using System.Diagnostics;

namespace FluenceVm.Clouds.Programs;

/// <summary>A program that has the user's terminal for as long as it runs.</summary>
public static class AttachedProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="program">The program: a name on PATH, or a path.</param>
    /// <param name="arguments">Its arguments, each taken literally.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ProgramException">It could not be started.</exception>
    public static int Run(string program, IReadOnlyList<string> arguments)
    {
        _ = program ?? throw new ArgumentNullException(nameof(program));
        _ = arguments ?? throw new ArgumentNullException(nameof(arguments));
        using var process = new Process { StartInfo = ProgramStart.Info(program, arguments) };
        ProgramStart.Start(process, program);
        process.WaitForExit();
        return process.ExitCode;
    }
}
