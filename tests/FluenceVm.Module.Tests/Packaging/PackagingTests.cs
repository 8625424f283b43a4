using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Packaging;

/// <summary>The module folder that the build makes.</summary>
public sealed class PackagingTests
{
    private static readonly string Module = Path.Combine(RepositoryFolder.Path, "out", "FluenceVm");

    public static TheoryData<string> Editions => new("core", "desktop");

    [SkippableTheory]
    [MemberData(nameof(Editions))]
    public void Every_assembly_of_an_edition_is_reached_from_the_cmdlets(string edition)
    {
        var present = Assemblies(edition);
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Visit("FluenceVm");
        Assert.Equal(present.Keys.Order(), reached.Order());

        void Visit(string name)
        {
            if (present.TryGetValue(name, out var path) && reached.Add(name))
            {
                foreach (var reference in References(path))
                {
                    Visit(reference.Name!);
                }
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Editions))]
    public void Every_reference_to_an_assembly_of_the_set_is_met_by_its_version(string edition)
    {
        var present = Assemblies(edition);
        var lacking =
            from pair in present
            from reference in References(pair.Value)
            where present.TryGetValue(reference.Name!, out _)
                && AssemblyName.GetAssemblyName(present[reference.Name!]).Version < reference.Version
            select $"{pair.Key} asks for {reference.Name} {reference.Version}";
        Assert.Empty(lacking);
    }

    [SkippableFact]
    public void PowerShell_7_gets_the_polyfills_that_only_forward()
    {
        foreach (var (name, path) in Assemblies("core").Where(pair => pair.Key.StartsWith("Microsoft.Bcl.", StringComparison.Ordinal)))
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            var ownSystemTypes = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => type.Attributes.HasFlag(TypeAttributes.Public))
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                .Where(type => typeof(object).Assembly.GetType(type) != null);
            Assert.True(!ownSystemTypes.Any(), $"{name} defines types that the platform has: {string.Join(", ", ownSystemTypes)}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Editions))]
    public void PowerShell_itself_finds_the_cmdlets_and_the_model_only(string edition)
    {
        Assert.Contains("FluenceVm.Loader", Assemblies(edition).Keys);
        Assert.Equal(["FluenceVm", "FluenceVm.Model"], AssembliesIn(Module).Keys.Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Neither_symbols_nor_documentation_files_are_shipped()
    {
        Assemblies("core");
        var names = Directory.GetFiles(Module, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!);
        Assert.DoesNotContain(names, name => Path.GetExtension(name) is ".pdb" or ".json"
            || (name.EndsWith(".xml", StringComparison.Ordinal) && !name.EndsWith("-Help.xml", StringComparison.Ordinal)));
    }

    private static Dictionary<string, string> Assemblies(string edition)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Module, edition)), "out/FluenceVm is not there: './build.sh build' makes it.");
        return AssembliesIn(Module).Concat(AssembliesIn(Path.Combine(Module, edition))).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static Dictionary<string, string> AssembliesIn(string folder) =>
        Directory.GetFiles(folder, "*.dll").ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, StringComparer.OrdinalIgnoreCase);

    private static List<AssemblyName> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
