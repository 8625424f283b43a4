using System.Management.Automation;
using System.Text.RegularExpressions;
using FluenceVm.Clouds.Fluence.Costs;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Costs;

/// <summary>
/// What a user pipes in to be added up, each thing once. A VM's price includes its disks and its address, so these don't count again.
/// Copies of objects, from another session or a file, count as the objects do.
/// </summary>
internal sealed class BilledInput(DateTimeOffset now)
{
    private const string ModelNamespace = "FluenceVm.Model.";
    private static readonly Regex Copy = new(@"^((Deserialized|Selected)\.)+", RegexOptions.CultureInvariant);
    private readonly Dictionary<string, BilledItem> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _wholeVms = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Texts, which name VMs.</summary>
    public List<Reference> Names { get; } = [];

    /// <summary>Everything that counts.</summary>
    public IEnumerable<BilledItem> Items => _items.Values.Where(item => item.VmId is null || !_wholeVms.Contains(item.VmId));

    public void Add(PSObject value)
    {
        switch (value.BaseObject)
        {
            case string name:
                Names.Add(new Reference(name.Trim()));
                return;
            case RunningCost cost:
                cost.Items.ToList().ForEach(Keep);
                return;
            case BilledItem item:
                Keep(item);
                return;
        }
        Keep(KindOf(value) switch
        {
            nameof(Vm) => FromVm(value),
            nameof(Machine) => FromMachine(value),
            nameof(Orphan) => FromPart(value, TextOf(value, nameof(Orphan.Type)) ?? string.Empty),
            nameof(Disk) => FromPart(value, BilledType.Storage),
            nameof(PublicIp) => FromPart(value, BilledType.PublicIp),
            _ => throw CmdletException.Of(nameof(Messages.BilledInputUnusable), ErrorCategory.InvalidArgument, value, value),
        });
    }

    private void Keep(BilledItem item) => _items[$"{item.Cloud} {item.Id}"] = item;

    private BilledItem FromVm(PSObject value)
    {
        var vm = value.BaseObject as Vm ?? new Vm
        {
            Id = TextOf(value, nameof(Vm.Id)) ?? string.Empty,
            Name = TextOf(value, nameof(Vm.Name)),
            Status = TextOf(value, nameof(Vm.Status)) ?? string.Empty,
            PricePerHour = AmountOf(value, nameof(Vm.PricePerHour)),
            PricePerEpoch = AmountOf(value, nameof(Vm.PricePerEpoch)),
            Currency = TextOf(value, nameof(Vm.Currency)) ?? string.Empty,
            NextBillingAt = TimeOf(value, nameof(Vm.NextBillingAt)),
            ReservedBalance = AmountOf(value, nameof(Vm.ReservedBalance)),
            ApiVersion = TextOf(value, nameof(Vm.ApiVersion)) ?? string.Empty,
        };
        _wholeVms.Add(vm.Id);
        return BilledVm.From(vm, now);
    }

    private static BilledItem FromPart(PSObject value, string type) => new()
    {
        Type = type,
        Id = TextOf(value, nameof(BilledItem.Id)) ?? string.Empty,
        Name = TextOf(value, nameof(BilledItem.Name)),
        Status = TextOf(value, nameof(BilledItem.Status)),
        VmId = TextOf(value, nameof(BilledItem.VmId)),
        PricePerHour = AmountOf(value, nameof(BilledItem.PricePerHour)),
        Currency = TextOf(value, nameof(BilledItem.Currency)) ?? string.Empty,
    };

    private static BilledItem FromMachine(PSObject value) => BilledMachine.Of(
        TextOf(value, nameof(Machine.Id)) ?? string.Empty,
        TextOf(value, nameof(Machine.State)),
        AmountOf(value, nameof(Machine.PricePerHour)),
        AmountOf(value, nameof(Machine.Credit)),
        TimeOf(value, nameof(Machine.EstimatedEnd)));

    private static string? KindOf(PSObject value) => value.TypeNames.Select(name => Copy.Replace(name, string.Empty))
        .FirstOrDefault(name => name.StartsWith(ModelNamespace, StringComparison.Ordinal))?.Substring(ModelNamespace.Length);

    private static string? TextOf(PSObject value, string name) => value.Properties[name]?.Value?.ToString();

    private static decimal? AmountOf(PSObject value, string name) => Read<decimal>(value, name);

    private static DateTimeOffset? TimeOf(PSObject value, string name) => Read<DateTimeOffset>(value, name);

    private static T? Read<T>(PSObject value, string name)
        where T : struct =>
        value.Properties[name]?.Value is { } found && LanguagePrimitives.TryConvertTo(found, out T read) ? read : null;
}
