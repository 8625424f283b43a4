using System.Management.Automation;
using System.Reflection;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.ModuleTests.Engine.Input;

/// <summary>Every parameter of a kind is read in the one way of its kind, whatever cmdlet it belongs to.</summary>
public sealed class ParameterKindTests
{
    // Parameters that say how to do something; a table of things has no column for them.
    private static readonly string[] Ways = ["Connection", "Wait", "TimeoutSec", "PollSec"];

    private static readonly PropertyInfo[] Parameters =
    [
        .. typeof(ModuleLifetime).Assembly.GetExportedTypes()
            .Where(type => type.IsSealed && Has<CmdletAttribute>(type))
            .SelectMany(type => type.GetProperties())
            .Where(Has<ParameterAttribute>),
    ];

    [Fact]
    public void Amounts_are_read_in_one_way()
    {
        AllAre<AmountAttribute>(parameter => Type(parameter) == typeof(decimal));
        AllAre<AmountAttribute>(parameter => Type(parameter) == typeof(int) && IsQuantity(parameter.Name));
    }

    [Fact]
    public void Durations_are_read_in_one_way() => AllAre<DurationAttribute>(parameter => Type(parameter) == typeof(TimeSpan));

    [Fact]
    public void Ports_are_read_in_one_way() => AllAre<PortsAttribute>(parameter => Type(parameter) == typeof(VmPort));

    [Fact]
    public void References_are_read_in_one_way()
    {
        AllAre<ReferenceAttribute>(parameter => Type(parameter) == typeof(Reference));
        AllAre<ReferenceAttribute>(parameter => parameter.Name is "Id" or "Image" or "Configuration" && TakesInput(parameter));
    }

    [Fact]
    public void No_cell_of_a_table_is_passed_over_because_it_cannot_be_converted() => None(
        from parameter in Parameters
        where Says(parameter, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)) && Type(parameter) != typeof(string)
        where !parameter.GetCustomAttributesData().Any(attribute => attribute.AttributeType.IsSubclassOf(typeof(InputAttribute)))
        select Name(parameter));

    [Fact]
    public void An_empty_cell_of_a_table_means_not_given() => None(
        from parameter in Parameters
        where Says(parameter, nameof(ParameterAttribute.ValueFromPipelineByPropertyName))
        where !Says(parameter, nameof(ParameterAttribute.Mandatory)) && !Says(parameter, nameof(ParameterAttribute.ValueFromPipeline))
        where !Has<NotGivenIfEmptyAttribute>(parameter)
        select Name(parameter));

    [Theory]
    [InlineData("NewFluenceVmCommand")]
    [InlineData("GetFluenceEstimateCommand")]
    [InlineData("FindFluenceOfferCommand")]
    public void Whatever_limits_an_order_binds_from_a_table(string cmdlet) => None(
        from parameter in Parameters
        where parameter.ReflectedType!.Name == cmdlet && !Ways.Contains(parameter.Name)
        where !Says(parameter, nameof(ParameterAttribute.ValueFromPipelineByPropertyName))
        select Name(parameter));

    private static bool IsQuantity(string name) =>
        name == "Count" || name.EndsWith("GiB", StringComparison.Ordinal) || name.EndsWith("GB", StringComparison.Ordinal);

    private static bool TakesInput(PropertyInfo parameter) =>
        Says(parameter, nameof(ParameterAttribute.ValueFromPipeline))
        || Says(parameter, nameof(ParameterAttribute.ValueFromPipelineByPropertyName));

    private static void AllAre<T>(Func<PropertyInfo, bool> isOfKind)
    {
        var kind = Parameters.Where(isOfKind).ToList();
        Assert.NotEmpty(kind);
        None(kind.Where(parameter => !Has<T>(parameter)).Select(Name));
    }

    private static void None(IEnumerable<string> found) => Assert.Equal("", string.Join(", ", found));

    private static string Name(PropertyInfo parameter) => $"{parameter.ReflectedType!.Name} -{parameter.Name}";

    private static Type Type(PropertyInfo parameter)
    {
        var type = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    // PowerShell Standard has no code behind its attributes, so they are read as data.
    private static bool Has<T>(MemberInfo member) =>
        member.GetCustomAttributesData().Any(attribute => attribute.AttributeType == typeof(T));

    private static bool Says(PropertyInfo parameter, string argument) => parameter.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(ParameterAttribute))
        .SelectMany(attribute => attribute.NamedArguments)
        .Any(given => given.MemberName == argument && given.TypedValue.Value is true);
}
