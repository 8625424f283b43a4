using System.Globalization;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Fluence.Rules;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Market.Wire;

/// <summary>Orders, changes and estimates, to the wire types and back.</summary>
internal static class OrderMapper
{
    public static CreateWire ToWire(VmOrder order) => new()
    {
        Constraints = ToWire(order.Constraints),
        Instances = order.Count,
        VmConfiguration = new VmConfigurationWire
        {
            Name = order.Name,
            Hostname = order.HostName,
            OpenPorts = ToWire(order.OpenPorts),
            OsImage = order.Image,
            SshKeys = order.SshKeys,
        },
    };

    public static UpdateWire ToWire(VmUpdate update) => new()
    {
        Id = update.Id,
        VmName = update.Name,
        OpenPorts = update.OpenPorts is null ? null : ToWire(update.OpenPorts),
    };

    public static ConstraintsWire ToWire(VmConstraints constraints) => new()
    {
        BasicConfiguration = constraints.Configuration,
        AdditionalResources = constraints.AdditionalStorageGiB is { } supply
            ? new AdditionalVmResourcesWire
            {
                Storage = [new AdditionalStorageWire { Type = constraints.Hardware.First(IsStorage).Type, Supply = supply, Units = "GiB" }],
            }
            : null,
        Hardware = constraints.Hardware.Count == 0 ? null : new HardwareWire
        {
            Cpu = ToWire(constraints.Hardware, HardwareKind.Cpu),
            Memory = ToWire(constraints.Hardware, HardwareKind.Memory),
            Storage = ToWire(constraints.Hardware, HardwareKind.Storage),
        },
        Datacenter = constraints.Countries.Count == 0 ? null : new DatacenterConstraintWire { Countries = constraints.Countries },
        MaxTotalPricePerEpochUsd = constraints.MaxTotalPricePerEpoch?.ToString("0.######", CultureInfo.InvariantCulture),
    };

    public static Estimate ToModel(MarketEstimateWire wire, int count, ReadProblems faults)
    {
        faults.Unnamed = nameof(Messages.TheEstimate);
        var total = faults.Require(wire.TotalPricePerEpoch, "totalPricePerEpoch", null);
        return new Estimate
        {
            Deposit = faults.Require(wire.DepositAmountUsdc, "depositAmountUsdc", null),
            DepositEpochs = (int)Math.Min(faults.Require(wire.DepositEpochs, "depositEpochs", null), int.MaxValue),
            TotalPricePerEpoch = total,
            MaxPricePerEpoch = faults.Take(wire.MaxPricePerEpoch, "maxPricePerEpoch", null),
            Count = faults.Take(wire.Instances, "instances", null) is >= 1 and <= int.MaxValue and var instances ? (int)instances : count,
        };
    }

    private static bool IsStorage(Hardware hardware) => HardwareKind.Matches(hardware, HardwareKind.Storage);

    private static List<HardwareKindWire>? ToWire(IReadOnlyList<Hardware> hardware, string kind)
    {
        var kinds = hardware.Where(each => HardwareKind.Matches(each, kind)).Select(each => new HardwareKindWire
        {
            Manufacturer = each.Manufacturer,
            Architecture = each.Architecture,
            Type = each.Type,
            Generation = each.Generation,
        }).ToList();
        return kinds.Count == 0 ? null : kinds;
    }

    private static OpenPortWire[] ToWire(IReadOnlyList<VmPort> ports) =>
        [.. ports.Distinct().Select(port => new OpenPortWire { Port = port.Port, Protocol = port.Protocol })];
}
