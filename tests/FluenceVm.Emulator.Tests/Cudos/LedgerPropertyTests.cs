using System.Numerics;
using FluenceVm.Emulator.Cudos;
using FsCheck;
using FsCheck.Fluent;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>
/// Random messages and clock steps, against a second, naive model that walks through every second and every minute.
/// At every moment: credit paid in = charged + refunded + remaining, to the last acudos, and no coin is made or lost.
/// </summary>
public sealed class LedgerPropertyTests
{
    private static readonly string[] Accounts = [CudosSetup.Owner, CudosSetup.SecondOwner];
    private static readonly BigInteger Fortune = BigInteger.Pow(10, 21);

    private static readonly CudosSetup Setup = new()
    {
        Balances = Accounts.ToDictionary(account => account, _ => Fortune),
        Types =
        [
            new("one", 1, 0, 1, 1, 1),
            new("fifty-nine", 1, 0, 1, 1, 59),
            new("sixty-one", 2, 0, 1, 1, 61),
            new("odd", 1, 0, 1, 1, 1_000_000_007),
            new("big", 2, 0, 1, 1, BigInteger.Pow(10, 18) + 1),
            new("free", 1, 0, 1, 1, 0),
            new("gone", 1, 0, 1, 1, 100, Available: false),
        ],
        Providers =
        [
            new(new CudosSetup().Providers[0].Address, "eu", 3, 0),
            new(new CudosSetup().Providers[2].Address, "na", 2, 0),
        ],
    };

    [Fact]
    public void Every_coin_is_accounted_for()
    {
        var commands = Gen.Choose(0, int.MaxValue).ArrayOf().Resize(80);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(Arb.From(commands, Shorter), (int[] seeds) => Run(seeds)));
    }

    private static IEnumerable<int[]> Shorter(int[] seeds) =>
        Enumerable.Range(0, seeds.Length).Select(index => seeds.Where((_, i) => i != index).ToArray()).Prepend(seeds[..(seeds.Length / 2)]);

    private static void Run(int[] seeds)
    {
        var chain = new Chain(Setup);
        var model = new NaiveLedger(Setup, chain.Now);
        foreach (var seed in seeds)
        {
            var random = new Random(seed);
            var account = Accounts[random.Next(2)];
            var id = $"m{random.Next(5)}";
            switch (random.Next(10))
            {
                case 0 or 1:
                    var (type, region) = (Setup.Types[random.Next(Setup.Types.Count)], new[] { null, "eu", "na", "ap" }[random.Next(4)]);
                    var credit = Amount(random, type.AcudosPerHour);
                    Same(
                        chain.Execute(
                            account,
                            Chain.OrderMessage(id, type.Id, region),
                            credit.IsZero ? [] : [(credit, "acudos")]).Code == 0,
                        model.Order(account, id, type, region, credit));
                    break;
                case 2:
                    var amount = Amount(random, 60);
                    Same(
                        chain.Execute(account, Chain.Message("fund_machine", id), amount.IsZero ? [] : [(amount, "acudos")]).Code == 0,
                        model.Fund(account, id, amount));
                    break;
                case 3:
                    Same(chain.Execute(account, Chain.Message("disown_machine", id)).Code == 0, model.Disown(account, id));
                    break;
                case 4:
                    Same(chain.Execute(account, Chain.Transfer(id, Accounts[1])).Code == 0, model.Transfer(account, id, Accounts[1]));
                    break;
                case 5 or 6:
                    var (message, from, to) = new[]
                    {
                        ("request_machine_restart", "Running", "RestartRequested"),
                        ("request_machine_stop", "Running", "StopRequested"),
                        ("request_machine_start", "Stopped", "StartRequested"),
                    }[random.Next(3)];
                    Same(chain.Execute(account, Chain.Message(message, id)).Code == 0, model.Request(account, id, from, to));
                    break;
                default:
                    var seconds = random.Next(3) == 0 ? random.Next(4000) : random.Next(40);
                    chain.Step(seconds);
                    model.Step(seconds);
                    break;
            }
            // Looking at a machine pays its cycles, so most messages have to come without a look before.
            if (random.Next(8) == 0)
            {
                model.Verify(chain);
            }
        }
        model.Verify(chain);
    }

    private static BigInteger Amount(Random random, BigInteger price) => random.Next(4) switch
    {
        0 => random.Next(3),
        1 => price / 60 + random.Next(-1, 2) is { Sign: > 0 } minute ? minute : 1,
        2 => price * random.Next(90) / 60 + random.Next(60),
        _ => Fortune * 2 / (1 + random.Next(10)),
    };

    private static void Same(bool done, bool expected) =>
        Assert.True(expected == done, $"The contract {(done ? "did" : "refused")} what the model {(expected ? "does" : "refuses")}.");
}
