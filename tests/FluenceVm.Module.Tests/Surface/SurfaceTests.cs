using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using FluenceVm.Model;
using FluenceVm.Tests.Support;

namespace FluenceVm.ModuleTests.Surface;

/// <summary>docs/surface.md, the manifest and the assembly say the same.</summary>
public sealed partial class SurfaceTests
{
    private static readonly Dictionary<string, Type> Built = typeof(ModuleLifetime).Assembly.GetExportedTypes()
        .Where(type => Attribute<CmdletAttribute>(type) is not null)
        .ToDictionary(NameOf);

    public static TheoryData<string> BuiltCmdlets => [.. SurfacePage.Cmdlets.Select(row => row.Name)];

    public static TheoryData<string> BuiltTypes => [.. SurfacePage.Types.Select(row => row.Name)];

    [Fact]
    public void The_page_lists_exactly_the_cmdlets_that_are_built() =>
        Assert.Equal(
            SurfacePage.Cmdlets.Select(row => row.Name).Order(StringComparer.Ordinal),
            Built.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_that_are_built()
    {
        var manifest = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "FluenceVm.psd1"));
        var export = CmdletsToExport().Match(manifest).Groups[1].Value;
        Assert.DoesNotContain('*', export);
        Assert.Equal(
            Built.Keys.Order(StringComparer.Ordinal),
            Quoted().Matches(export).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BuiltCmdlets))]
    public void A_cmdlet_has_the_parameters_that_the_page_names(string name)
    {
        var row = SurfacePage.Cmdlets.Single(candidate => candidate.Name == name);
        var type = Built[name];
        var parameters = type.GetProperties()
            .Where(property => Attribute<ParameterAttribute>(property) is not null)
            .Select(property => property.Name);
        Assert.Equal(row.Parameters.Order(StringComparer.Ordinal), parameters.Order(StringComparer.Ordinal));
        Assert.Equal(row.ShouldProcess, Attribute<CmdletAttribute>(type)!.NamedArguments.Any(argument =>
            argument.MemberName == nameof(CmdletAttribute.SupportsShouldProcess) && (bool)argument.TypedValue.Value!));
        Assert.Equal(row.Output.Order(StringComparer.Ordinal), OutputOf(type).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BuiltTypes))]
    public void An_object_has_the_properties_that_the_page_names(string name)
    {
        var row = SurfacePage.Types.Single(candidate => candidate.Name == name);
        var type = typeof(Vm).Assembly.GetType("FluenceVm.Model." + name, throwOnError: true)!;
        Assert.Equal(
            row.Properties.Order(StringComparer.Ordinal),
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cmdlet_is_sealed_has_an_approved_verb_and_a_file_of_its_name()
    {
        var approved = typeof(VerbsCommon).Assembly.GetTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToHashSet(StringComparer.Ordinal);
        var files = Directory.EnumerateFiles(
            Path.Combine(RepositoryFolder.Path, "src", "FluenceVm"),
            "*Command.cs",
            SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        Assert.All(Built, cmdlet =>
        {
            Assert.True(cmdlet.Value.IsSealed, cmdlet.Key);
            Assert.Contains(cmdlet.Key.Split('-')[0], approved);
            Assert.Contains(cmdlet.Value.Name, files);
        });
    }

    [Fact]
    public void No_public_member_shows_a_type_of_a_package()
    {
        var leaks = typeof(ModuleLifetime).Assembly.GetExportedTypes()
            .SelectMany(
                type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly),
                (_, member) => member)
            .SelectMany(Shown)
            .Select(type => type.Assembly.GetName().Name!)
            .Where(assembly => assembly is "FluenceVm.Clouds" or "FluenceVm.Emulator" or "FluenceVm.Reports"
                or "System.Text.Json" or "Polly.Core");
        Assert.Empty(leaks);
    }

    private static IEnumerable<Type> Shown(MemberInfo member) => member switch
    {
        PropertyInfo property => [property.PropertyType],
        MethodBase method =>
            method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void)),
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static string NameOf(Type type) =>
        string.Join('-', Attribute<CmdletAttribute>(type)!.ConstructorArguments.Select(argument => argument.Value));

    private static IEnumerable<string> OutputOf(Type type) =>
        from attribute in type.GetCustomAttributesData()
        where attribute.AttributeType == typeof(OutputTypeAttribute)
        from output in (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!
        select ((Type)output.Value!).Name;

    // PowerShell Standard has no code behind its attributes, so they are read as data.
    private static CustomAttributeData? Attribute<T>(MemberInfo member) =>
        member.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType == typeof(T));

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex CmdletsToExport();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
