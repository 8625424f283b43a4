using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Packaging;

/// <summary>The Gallery's package, made from the module folder.</summary>
public sealed class PackageTests
{
    private static readonly string Out = Path.Combine(RepositoryFolder.Path, "out");
    private static readonly Lazy<Task<byte[]>> Package = new(PackageAsync);

    [SkippableFact]
    public async Task The_same_module_gives_the_same_bytes()
    {
        Assert.Equal(await Package.Value, await PackageAsync());
    }

    [SkippableFact]
    public async Task The_package_is_the_module_folder_and_what_makes_it_a_package()
    {
        using var archive = new ZipArchive(new MemoryStream(await Package.Value));
        var module = Path.Combine(Out, "FluenceVm");
        var files = Directory.GetFiles(module, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(module, path).Replace('\\', '/'));
        Assert.Equal(
            files.Concat(["FluenceVm.nuspec", "[Content_Types].xml", "_rels/.rels"]).Order(StringComparer.Ordinal),
            archive.Entries.Select(entry => entry.FullName));
    }

    [SkippableFact]
    public async Task The_package_names_every_cmdlet_edition_and_system()
    {
        using var archive = new ZipArchive(new MemoryStream(await Package.Value));
        using var specification = archive.GetEntry("FluenceVm.nuspec")!.Open();
        var tags = XDocument.Load(specification).Descendants().Single(element => element.Name.LocalName == "tags").Value.Split(' ');
        string[] expected =
        [
            "PSModule",
            "PSEdition_Core",
            "PSEdition_Desktop",
            "Windows",
            "Linux",
            "MacOS",
            "PSCmdlet_Get-FluenceVm",
            "PSCommand_Get-FluenceVm"
        ];
        Assert.Superset(expected.ToHashSet(), tags.ToHashSet());
    }

    [SkippableFact]
    public async Task A_release_is_refused_while_the_project_has_no_address()
    {
        var address = XDocument.Load(Path.Combine(RepositoryFolder.Path, "Directory.Build.props")).Descendants("ProjectUrl").Single().Value;
        Skip.IfNot(address.Length == 0, "The project has an address.");
        var (code, output) = await RunTaskAsync("package", "--release", "--no-build");
        Assert.Equal(1, code);
        Assert.Contains("set ProjectUrl in Directory.Build.props", output, StringComparison.Ordinal);
    }

    private static async Task<byte[]> PackageAsync()
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Out, "FluenceVm")), "out/FluenceVm is not there: './build.sh build' makes it.");
        var (code, output) = await RunTaskAsync("package", "--no-build");
        Assert.True(code == 0, output);
        return await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Out, "*.nupkg")));
    }

    private static async Task<(int ExitCode, string Output)> RunTaskAsync(params string[] arguments)
    {
        var tasks = Path.Combine(RepositoryFolder.Path, "build", "Tasks", "bin", "Debug", "net10.0", "Tasks.dll");
        Skip.IfNot(File.Exists(tasks), "The build program is not built: './build.sh build' builds it.");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tasks, .. arguments])
        {
            WorkingDirectory = RepositoryFolder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
