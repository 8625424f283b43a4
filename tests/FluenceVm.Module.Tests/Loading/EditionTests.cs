using System.Diagnostics;
using System.Runtime.InteropServices;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Loading;

/// <summary>Each edition's assemblies, loaded as its PowerShell loads them, in a host with the runtime of that edition.</summary>
public sealed class EditionTests
{
    private static readonly string[] Lines =
    [
        .. from way in new[] { "process", "port" }
           from line in new[]
           {
               $"MarketV2 {way}: listed True",
               $"MarketV3 {way}: listed True",
               $"MarketV3 {way}: ordered 1",
               $"MarketV3 {way}: deleted all",
               $"Cloud {way}: listed True",
               $"Cloud {way}: ordered 1",
               $"Cloud {way}: deleted all"
           }
           select line,
        "Cudos port: listed True",
        "foreign: answered False",
    ];

    [SkippableFact]
    public async Task PowerShell_7s_set_works_on_the_newest_net()
    {
        var loaded = await RunAsync("core", "dotnet", HostAt("net8.0", "EditionHost.dll"));
        AssertIsolated(loaded);
        Assert.Contains(loaded, each => each is { Name: "System.Text.Json", Owner: "host" });
    }

    [SkippableFact]
    public async Task PowerShell_7s_set_works_on_net_8()
    {
        var loaded = await RunAsync("core", await PublishNet8Async());
        AssertIsolated(loaded);
        // That platform's is older than what the clients are built for.
        Assert.Contains(loaded, each => each is { Name: "System.Text.Json", Owner: "module", Version.Major: >= 10 });
    }

    [SkippableFact]
    public async Task Windows_PowerShells_set_works_on_the_net_Framework()
    {
        var host = HostAt("net472", "EditionHost.exe");
        var loaded = OperatingSystem.IsWindows() ? await RunAsync("desktop", host) : await RunAsync("desktop", "mono", host);
        Assert.Contains(loaded, each => each is { Name: "System.Text.Json", Owner: "module" });
        Assert.Contains(loaded, each => each is { Name: "Polly.Core", Owner: "module" });
        AssertOnce(loaded);
    }

    /// <summary>In the default context is what users hold, and what finds the rest; no package is there.</summary>
    private static void AssertIsolated(IReadOnlyList<Loaded> loaded)
    {
        var modules = loaded.Where(each => each.Owner == "module").ToLookup(each => each.Context, each => each.Name);
        Assert.Equal(["FluenceVm.Loader", "FluenceVm.Model"], modules["Default"].Order());
        Assert.Superset(
            new HashSet<string> { "FluenceVm.Clouds", "FluenceVm.Emulator", "Polly.Core" },
            modules["FluenceVm"].ToHashSet());
        AssertOnce(loaded);
    }

    // A second copy would have types of its own, and meet the first one sooner or later.
    private static void AssertOnce(IReadOnlyList<Loaded> loaded) =>
        Assert.Empty(loaded.GroupBy(each => each.Name).Where(group => group.Count() > 1).Select(group => string.Join("; ", group)));

    private static async Task<IReadOnlyList<Loaded>> RunAsync(string edition, string program, params string[] arguments)
    {
        var folder = Path.Combine(RepositoryFolder.Path, "out", "FluenceVm", edition);
        Skip.IfNot(Directory.Exists(folder), "out/FluenceVm is not there: './build.sh build' makes it.");
        var (code, output) = await StartAsync(program, [.. arguments, folder]);
        Skip.If(code is null, $"The {edition} edition needs a host, and there is no {program} on PATH (Debian's package mono-complete).");
        Skip.If(
            output.Contains("Could not load file or assembly 'netstandard,", StringComparison.Ordinal),
            "This Mono has no facade for netstandard; Debian's package mono-complete brings it.");
        Assert.True(code == 0, output);
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Lines, lines.Where(line => line.Contains(": ", StringComparison.Ordinal)));
        return [.. lines.Where(line => line.StartsWith("loaded ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Select(words => new Loaded(words[1], Version.Parse(words[2]), words[3], words[4]))];
    }

    private static async Task<string> PublishNet8Async()
    {
        var target = Path.Combine(RepositoryFolder.Path, "out", "edition-host", "net8.0");
        var (code, output) = await StartAsync(
            "dotnet",
            "publish",
            Path.Combine(RepositoryFolder.Path, "tests", "Programs", "EditionHost"),
            "--configuration",
            "Release",
            "--output",
            target,
            "--nologo",
            $"-p:HostRuntime={RuntimeInformation.RuntimeIdentifier}");
        var missing = output.Split('\n').FirstOrDefault(
            line => line.Contains("error NU1", StringComparison.Ordinal) || line.Contains("error NETSDK1082", StringComparison.Ordinal));
        Skip.If(
            missing is not null,
            $"The runtime of .NET 8 for {RuntimeInformation.RuntimeIdentifier} can't be had here: {missing?.Trim()}");
        Assert.True(code == 0, output);
        return Path.Combine(target, OperatingSystem.IsWindows() ? "EditionHost.exe" : "EditionHost");
    }

    private static string HostAt(string framework, string file)
    {
        var path = Path.Combine(RepositoryFolder.Path, "tests", "Programs", "EditionHost", "bin", "Release", framework, file);
        Skip.IfNot(File.Exists(path), "tests/Programs/EditionHost is not built: './build.sh test' builds it.");
        return path;
    }

    private static async Task<(int? ExitCode, string Output)> StartAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Build nodes that outlive the build would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, string.Empty);
        }
    }

    private sealed record Loaded(string Name, Version Version, string Owner, string Context);
}
