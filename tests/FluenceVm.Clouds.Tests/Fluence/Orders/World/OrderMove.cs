using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>What may happen next.</summary>
internal enum OrderMoveKind
{
    Place,

    /// <summary>Two processes place the same order at once.</summary>
    PlaceTwice,

    /// <summary>Two processes place two orders in the same words at once.</summary>
    PlaceRival,

    Resolve,

    /// <summary>Somebody gives a new VM whose order isn't settled another name.</summary>
    RenameNew,

    /// <summary>Somebody gives a VM of a settled order the name of another order.</summary>
    RenameOld,

    /// <summary>Somebody removes a VM of a settled order.</summary>
    Remove,

    Wait,
}

/// <summary>One thing that happens, with everything random decided beforehand.</summary>
internal sealed record OrderMove
{
    public OrderMoveKind Kind { get; init; }

    /// <summary>Whose: 0 or 1.</summary>
    public int Party { get; init; }

    /// <summary>Which order, VM or name; counted around.</summary>
    public int Pick { get; init; }

    /// <summary>How many VMs a new order asks for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether a new order takes one of a few names that others take too.</summary>
    public bool SharesName { get; init; }

    public OrderFate Fate { get; init; }

    /// <summary>What a gateway answers that fails after it has passed the order on.</summary>
    public int Status { get; init; } = 502;

    public int Minutes { get; init; } = 1;

    /// <summary>A fault of the emulator during this move; null for none.</summary>
    public EmulatorFault? Fault { get; init; }

    public override string ToString() =>
        $"{Kind} {Party}/{Pick} x{Count} {Fate} {Status} {Minutes}m {Fault} {Fault?.StatusCode} {Fault?.Body}";
}
