using System.Diagnostics;
using System.Text;

namespace FluenceVm.Build;

/// <summary>Runs a program in the repository's folder.</summary>
internal static class Tool
{
    /// <summary>Runs quietly; a failure fails the task, and only then is the output shown.</summary>
    public static void Quiet(string file, params string[] arguments)
    {
        var (code, output) = Capture(file, arguments);
        if (code != 0)
        {
            // MSBuild tells every error twice.
            Console.WriteLine(string.Join(Environment.NewLine, output.Split(Environment.NewLine).Distinct()));
            throw new TaskFailedException($"{file} {string.Join(' ', arguments)} ended with exit code {code}.");
        }
    }

    /// <summary>Runs with the output shown and gives the exit code.</summary>
    public static int Show(string file, IEnumerable<string> arguments) => Start(file, arguments, null, null);

    /// <summary>Runs a program of the repository with the output shown and gives the exit code.</summary>
    public static int RunProject(string project, IEnumerable<string> arguments)
    {
        string[] options = ["--configuration", Repository.Configuration, "--verbosity", "quiet"];
        return Show("dotnet", ["run", "--project", project, .. options, "--", .. arguments]);
    }

    /// <summary>Runs with the output kept; a program that can't be started gives no exit code.</summary>
    public static (int? ExitCode, string Output) Capture(
        string file,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var output = new StringBuilder();
        try
        {
            return (Start(file, arguments, output, environment), output.ToString());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (null, missing.Message);
        }
    }

    private static int Start(
        string file,
        IEnumerable<string> arguments,
        StringBuilder? output,
        IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = output != null,
            RedirectStandardError = output != null,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        if (output != null)
        {
            process.OutputDataReceived += Keep;
            process.ErrorDataReceived += Keep;
        }

        process.Start();
        if (output != null)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        process.WaitForExit();
        return process.ExitCode;

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output!)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
