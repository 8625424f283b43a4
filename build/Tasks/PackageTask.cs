using System.IO.Compression;
using System.Xml.Linq;

namespace FluenceVm.Build;

/// <summary>Makes the package that the PowerShell Gallery takes. The same commit gives the same bytes.</summary>
internal static class PackageTask
{
    private const long MaximumBytes = 8_500_000;
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Path { get; } = Repository.In("out", $"FluenceVm.{Manifest.Version}.nupkg");

    public static int Run(string[] options)
    {
        if (options.Contains("--release"))
        {
            Release.Demand();
        }

        if (!options.Contains("--no-build"))
        {
            BuildTask.Run();
        }

        // A package of another version would be published beside this one.
        Array.ForEach(Directory.GetFiles(Repository.In("out"), "*.nupkg"), File.Delete);
        Array.ForEach(Directory.GetFiles(Repository.In("out"), "*.symbols.zip"), File.Delete);
        var files = ModuleFolder.Files()
            .ToDictionary(file => file, file => File.ReadAllBytes(System.IO.Path.Combine(Repository.Module, file)));
        WriteArchive(Path, files.Concat(Wrapping(files.Keys)));
        WriteArchive(
            System.IO.Path.ChangeExtension(Path, ".symbols.zip"),
            ModuleFolder.Symbols().Select(symbol => KeyValuePair.Create(symbol.Target, File.ReadAllBytes(symbol.Source))));

        var size = new FileInfo(Path).Length;
        if (size > MaximumBytes)
        {
            throw new TaskFailedException($"The package has {size:N0} bytes, and {MaximumBytes:N0} are the most it may have.");
        }

        Console.WriteLine($"{System.IO.Path.GetRelativePath(Repository.Root, Path)} has {size:N0} bytes.");
        return 0;
    }

    private static void WriteArchive(string path, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Timestamp;
            using var target = entry.Open();
            target.Write(content);
        }
    }

    /// <summary>What makes an archive a NuGet package.</summary>
    private static IEnumerable<KeyValuePair<string, byte[]>> Wrapping(IEnumerable<string> files)
    {
        yield return Xml("FluenceVm.nuspec", Specification());

        XNamespace relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        yield return Xml("_rels/.rels", new XElement(
            relations + "Relationships",
            new XElement(
                relations + "Relationship",
                new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
                new XAttribute("Target", "/FluenceVm.nuspec"),
                new XAttribute("Id", "manifest"))));

        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        var extensions = files.Where(System.IO.Path.HasExtension).Select(file => System.IO.Path.GetExtension(file)[1..])
            .Append("nuspec").Distinct().Order(StringComparer.Ordinal);
        var others = files.Where(file => !System.IO.Path.HasExtension(file)).Order(StringComparer.Ordinal);
        yield return Xml("[Content_Types].xml", new XElement(
            types + "Types",
            ContentType("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml"),
            extensions.Select(extension => ContentType("Default", "Extension", extension, "application/octet")),
            others.Select(file => ContentType("Override", "PartName", "/" + file, "application/octet"))));

        XElement ContentType(string element, string attribute, string value, string type) =>
            new(types + element, new XAttribute(attribute, value), new XAttribute("ContentType", type));
    }

    private static XElement Specification()
    {
        XNamespace nuspec = "http://schemas.microsoft.com/packaging/2011/07/nuspec.xsd";
        var cmdlets = Manifest.List("CmdletsToExport");
        var ofCmdlets = cmdlets.SelectMany(name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" });
        string[] tags = [.. Manifest.List("Tags"), "PSModule", "PSIncludes_Cmdlet", .. ofCmdlets];
        var facts = Release.Facts();
        return new XElement(nuspec + "package", new XElement(
            nuspec + "metadata",
            Element("id", "FluenceVm"),
            Element("version", Manifest.Version),
            Element("authors", Manifest.Value("Author")),
            Element("owners", Manifest.Value("CompanyName")),
            Element("requireLicenseAcceptance", "false"),
            Element("description", Manifest.Value("Description")),
            Element("copyright", Manifest.Value("Copyright")),
            Element("tags", string.Join(' ', tags)),
            Optional("releaseNotes", "ReleaseNotes"),
            Optional("projectUrl", "ProjectUri"),
            Optional("licenseUrl", "LicenseUri"),
            Optional("iconUrl", "IconUri")));

        XElement Element(string name, string value) => new(nuspec + name, value);
        XElement? Optional(string name, string fact) => facts.TryGetValue(fact, out var value) ? Element(name, value) : null;
    }

    private static KeyValuePair<string, byte[]> Xml(string name, XElement root)
    {
        using var buffer = new MemoryStream();
        new XDocument(root).Save(buffer);
        return KeyValuePair.Create(name, buffer.ToArray());
    }
}
