using System.Diagnostics;
using System.Text.Json;
using FluenceVm.Clouds.Programs;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Programs;

/// <summary>Arguments reach a program literally, also through the one line that older frameworks take.</summary>
public sealed class CommandLineTests
{
    private static readonly string[] Awkward =
    [
        "", " ", "plain", "two words", "\"", "\"quoted\"", "\\", "\\\\", "trailing\\", "trailing\\\\", "a\\\"b", "a\\\\\"b", "'",
        "it's", "$(touch x)", "`id`", "%PATH%", "$HOME", "a&b|c>d<e^f",
        "tab\tand", "line\nbreak", "{\"id\":\"a \\\"b\\\" c\"}", "ä€🙂", "*", "!history",
    ];

    [Fact]
    public async Task The_line_for_windows_comes_apart_as_it_was()
    {
        // .NET takes such a line apart by these rules on every system.
        var record = Path.GetTempFileName();
        string[] arguments = ["--from", $"anything@{record}", .. Awkward];
        using var process = Process.Start(
            new ProcessStartInfo(StandIn.Path, CommandLine.ForWindows(arguments)) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        Assert.Equal(arguments, JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(record)));
        File.Delete(record);
    }

    [SkippableFact]
    public async Task The_line_for_unix_comes_apart_as_it_was()
    {
        Skip.If(OperatingSystem.IsWindows(), "A POSIX shell takes the line apart, and Windows has none.");
        var record = Path.GetTempFileName();
        string[] arguments = ["--from", $"anything@{record}", .. Awkward];
        var shell = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true };
        shell.ArgumentList.Add("-c");
        shell.ArgumentList.Add($"'{StandIn.Path}' {CommandLine.ForUnix(arguments)}");
        using var process = Process.Start(shell)!;
        await process.WaitForExitAsync();
        Assert.Equal(arguments, JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(record)));
        File.Delete(record);
    }

    [Fact]
    public void Any_arguments_come_apart_as_they_were()
    {
        var arguments = Gen.Elements(" \"\\'a$\t".ToCharArray()).ArrayOf().Select(characters => new string(characters)).ArrayOf();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(arguments.ToArbitrary(), list => Apart(CommandLine.ForWindows(list)).SequenceEqual(list)));
    }

    /// <summary>The rules of the C runtime of Windows, for lines whose arguments are all in quotes.</summary>
    private static List<string> Apart(string line)
    {
        var result = new List<string>();
        for (var i = 0; i < line.Length; i++)
        {
            Assert.Equal('"', line[i++]);
            var argument = string.Empty;
            while (line[i] != '"')
            {
                var backslashes = line[i..].TakeWhile(character => character == '\\').Count();
                i += backslashes;
                var beforeQuote = line[i] == '"';
                argument += new string('\\', beforeQuote ? backslashes / 2 : backslashes);
                if (beforeQuote && backslashes % 2 == 0)
                {
                    break;
                }
                if (beforeQuote || backslashes == 0)
                {
                    argument += line[i++];
                }
            }
            result.Add(argument);
            i++;
            Assert.True(i == line.Length || line[i] == ' ');
        }
        return result;
    }
}

/// <summary>The program that stands in for a chain's own.</summary>
internal static class StandIn
{
    /// <summary>One that signs and sends in one go.</summary>
    public static string Path { get; } = PathOf("StandInNode");

    /// <summary>One that signs in steps, for an emulator.</summary>
    public static string SignerPath { get; } = PathOf("StandInSigner");

    private static string PathOf(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows()
        ? name + ".exe"
        : name);
}
