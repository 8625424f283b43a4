using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Clouds.Tests.Fluence.Orders.World;

/// <summary>Random moves.</summary>
internal static class OrderMoves
{
    private static readonly int[] Gateways = [408, 499, 500, 502, 503, 504];
    private static readonly int[] Refusals = [400, 403, 409, 422, 429];

    public static Gen<OrderMove> In(OrderGround ground) =>
        from kind in Gen.Frequency(
            (10, Gen.Constant(OrderMoveKind.Place)),
            (2, Gen.Constant(OrderMoveKind.PlaceTwice)),
            (2, Gen.Constant(OrderMoveKind.PlaceRival)),
            (5, Gen.Constant(OrderMoveKind.Resolve)),
            (1, Gen.Constant(OrderMoveKind.RenameNew)),
            (2, Gen.Constant(OrderMoveKind.RenameOld)),
            (2, Gen.Constant(OrderMoveKind.Remove)),
            (3, Gen.Constant(OrderMoveKind.Wait)))
        from party in Gen.Choose(0, 1)
        from pick in Gen.Choose(0, 1000)
        from count in Gen.Choose(1, 3)
        from shares in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from fate in Gen.Frequency((3, Gen.Constant(OrderFate.Arrives)), (4, Gen.Elements(Enum.GetValues<OrderFate>())))
        from status in Gen.Elements(Gateways)
        from minutes in Gen.Choose(1, 30)
        from fault in Gen.Frequency((3, Gen.Constant<EmulatorFault?>(null)), (2, Faults(ground)))
        select new OrderMove
        {
            Kind = kind,
            Party = party,
            Pick = pick,
            Count = count,
            SharesName = shares,
            Fate = fate,
            Status = status,
            Minutes = minutes,
            Fault = fault,
        };

    private static Gen<EmulatorFault?> Faults(OrderGround ground) =>
        from operation in Gen.Elements(ground.Operations)
        from count in Gen.Choose(1, 12)
        from probability in Gen.Choose(1, 4)
        from seconds in Gen.Choose(1, 45)
        from seed in Gen.Choose(1, 100_000)
        from kind in Gen.Elements(ground.Faults)
        from own in Gen.Elements(true, false)
        from refusal in Gen.Elements(Refusals)
        from gateway in Gen.Elements(Gateways)
        from cut in Gen.Choose(0, 3)
        let refuses = kind == EmulatorFaultKind.Status && own
        select (EmulatorFault?)new EmulatorFault
        {
            Operation = kind switch
            {
                EmulatorFaultKind.Lag => "ListVms",
                EmulatorFaultKind.Late or EmulatorFaultKind.StatusAfter => "CreateVm",
                _ => operation,
            },
            Kind = kind,
            Count = count,
            Probability = probability / 4.0,
            StatusCode = refuses ? refusal : gateway,
            Body = refuses ? EmulatorFaultBody.Service : EmulatorFaultBody.Html,
            CutAfter = cut > 0 && kind is EmulatorFaultKind.StatusAfter or EmulatorFaultKind.DropAfter ? cut : null,
            Delay = TimeSpan.FromSeconds(kind == EmulatorFaultKind.Late ? seconds * 15 : seconds),
            Lag = TimeSpan.FromSeconds(seconds),
            Seed = seed,
        };
}
