using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Clouds.Tests.Fluence.Cloud;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>What differs from one generation to the other in the world of orders.</summary>
internal sealed record OrderGround(FluenceApiVersion Version, string[] Images, string[] Sizes, string[] Operations)
{
    public static OrderGround MarketV3 { get; } = new(
        FluenceApiVersion.MarketV3,
        ["https://images.example/ubuntu.img", "https://images.example/debian.img"],
        ["cpu-2-ram-4gb-storage-25gb", "cpu-4-ram-8gb-storage-25gb"],
        ["CreateVm", "ListVms", "*"]);

    public static OrderGround Cloud { get; } = new(
        FluenceApiVersion.Cloud,
        ["ubuntu-22-04-x64", "debian-12-x64"],
        ["cpu-regular-2vcpu-4gb", "cpu-regular-4vcpu-8gb"],
        ["CreateVm", "Provision", "SecurityGroup", "ListVms", "Storage", "PublicIp", "*"]);

    public static OrderGround Of(FluenceApiVersion version) => version == FluenceApiVersion.Cloud ? Cloud : MarketV3;

    /// <summary>What a fault may do. A request that something repeats on its way is two orders to the marketplace.</summary>
    public EmulatorFaultKind[] Faults { get; } =
    [
        EmulatorFaultKind.Status,
        EmulatorFaultKind.StatusAfter,
        EmulatorFaultKind.DropBefore,
        EmulatorFaultKind.DropAfter,
        EmulatorFaultKind.Garbage,
        EmulatorFaultKind.Half,
        EmulatorFaultKind.Throttle,
        EmulatorFaultKind.Delay,
        EmulatorFaultKind.Late,
        EmulatorFaultKind.Lag,
        .. Version == FluenceApiVersion.Cloud ? new[] { EmulatorFaultKind.Duplicate } : [],
    ];

    /// <summary>How many orders a world of its own takes before the next one begins.</summary>
    public int OrdersPerWorld => this == Cloud ? 25 : 100;

    /// <summary>Whether a request belongs to an order and changes something.</summary>
    public bool IsOrder(HttpRequestMessage request) => request.Method == HttpMethod.Post
        && (this == Cloud
            ? request.RequestUri!.AbsolutePath is var path
                && path.StartsWith("/v3/", StringComparison.Ordinal) && path != "/v3/vm-estimates"
            : request.RequestUri!.AbsolutePath == "/vms/v3");

    /// <summary>An order that opens a port of its own, which nothing in the module looks at: the list tells whose a VM truly is.</summary>
    public VmOrder Order(string name, int count, int port, int pick)
    {
        var order = this == Cloud ? EmulatedCloud.Order(name, count, $"{port}/tcp") : EmulatedAccount.Order(name, count);
        return order with
        {
            Image = Images[pick % Images.Length],
            OpenPorts = [new VmPort(port, "tcp")],
            Constraints = order.Constraints with { Configuration = Sizes[pick / 3 % Sizes.Length] },
        };
    }
}
