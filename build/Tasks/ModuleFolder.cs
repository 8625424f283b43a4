using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>
/// Lays the module out: what both editions of PowerShell load themselves, and a folder for each edition, out of reach of
/// its probing, with the loader and what that resolves.
/// </summary>
internal static class ModuleFolder
{
    private static readonly string[] OfBothEditions = ["FluenceVm.dll", "FluenceVm.Model.dll"];

    private static readonly string[] CompiledBeforehand = ["FluenceVm.Clouds.dll", "FluenceVm.Emulator.dll", "Polly.Core.dll"];

    /// <summary>The help that is shipped, as the help task makes it.</summary>
    public static string HelpSource { get; } = Repository.In("src", "FluenceVm", "en-US");

    /// <summary>
    /// Brings the folder up to date: only what differs is written, so that a session that has the module open is disturbed as
    /// little as possible.
    /// </summary>
    public static void Assemble()
    {
        var views = Directory.GetFiles(Repository.In("src", "FluenceVm"), "*.ps1xml");
        var contents = Editions()
            .Concat(ReadyToRun())
            .Concat(views.Select(view => (Target: Path.GetFileName(view), Source: view)))
            .Append((Target: "LICENSE", Source: Repository.In("LICENSE")))
            .ToDictionary(file => file.Target, file => File.ReadAllBytes(file.Source));
        foreach (var help in Directory.GetFiles(HelpSource))
        {
            contents[$"en-US/{Path.GetFileName(help)}"] = HelpFile.Shipped(help, Release.CommandPages());
        }

        contents["FluenceVm.psd1"] = Encoding.UTF8.GetBytes(Manifest.Shipped());

        Directory.CreateDirectory(Repository.Module);
        foreach (var stale in Files().Where(file => !contents.ContainsKey(file)))
        {
            File.Delete(Path.Combine(Repository.Module, stale));
        }

        foreach (var (target, content) in contents)
        {
            var path = Path.Combine(Repository.Module, target);
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                // A session that has the old file in memory keeps that one, instead of seeing its bytes change.
                File.WriteAllBytes(path + ".new", content);
                File.Move(path + ".new", path, overwrite: true);
            }
        }
    }

    /// <summary>The files of the folder, by their path in it.</summary>
    public static IEnumerable<string> Files() =>
        Directory.GetFiles(Repository.Module, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Module, path).Replace('\\', '/'));

    /// <summary>The symbols of the project's own assemblies, which stay out of the folder.</summary>
    public static IEnumerable<(string Target, string Source)> Symbols() =>
        Editions().Select(file => (Target: Path.ChangeExtension(file.Target, ".pdb"), Source: Path.ChangeExtension(file.Source, ".pdb")))
            .Where(symbol => File.Exists(symbol.Source));

    private static IEnumerable<(string Target, string Source)> Editions() =>
        Edition("desktop", Assemblies("net472")).Concat(Edition("core", CoreAssemblies())).DistinctBy(file => file.Target);

    private static IEnumerable<(string Target, string Source)> Edition(string name, List<string> assemblies)
    {
        var root = assemblies.Single(path => Path.GetFileName(path) == OfBothEditions[0]);
        return AssemblyClosure.Of(root, assemblies).Select(source => (Place(name, source), source));
    }

    private static List<string> CoreAssemblies()
    {
        var platform = PlatformVersions();
        return [.. Assemblies("net8.0").Where(path =>
            !platform.TryGetValue(Path.GetFileNameWithoutExtension(path), out var version)
            || version < AssemblyName.GetAssemblyName(path).Version)];
    }

    // What the loader prefers on these platforms; everything else is the same on all of them.
    private static IEnumerable<(string Target, string Source)> ReadyToRun() =>
        from platform in Directory.GetDirectories(Repository.In("build", "ReadyToRun", "bin", Repository.Configuration, "net10.0"))
        from name in CompiledBeforehand
        select ($"core/{Path.GetFileName(platform)}/{name}", Path.Combine(platform, "publish", name));

    private static string Place(string edition, string source) =>
        Path.GetFileName(source) is var name && OfBothEditions.Contains(name) ? name : $"{edition}/{name}";

    private static List<string> Assemblies(string framework) =>
        [.. Directory.GetFiles(Leg(framework), "*.dll").Where(path => Path.GetFileName(path) != "Module.dll")];

    private static Dictionary<string, Version> PlatformVersions() =>
        XDocument.Load(Path.Combine(Leg("net8.0"), "FrameworkList.xml")).Root!.Elements("File")
            .Where(file => file.Attribute("Type")?.Value == "Managed")
            .ToDictionary(file => file.Attribute("AssemblyName")!.Value, file => Version.Parse(file.Attribute("AssemblyVersion")!.Value));

    private static string Leg(string framework) => Repository.In("build", "Module", "bin", Repository.Configuration, framework);
}
