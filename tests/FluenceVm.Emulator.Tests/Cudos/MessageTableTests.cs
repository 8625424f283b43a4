using FluenceVm.Emulator.Cudos;

namespace FluenceVm.Emulator.Tests.Cudos;

/// <summary>
/// Every state, every message, every sender: what the specification says of each, and that a refused message changes nothing.
/// </summary>
public sealed class MessageTableTests
{
    private const string Id = "m";
    private static readonly string[] Messages =
    [
        "order_machine", "disown_machine", "fund_machine", "transfer_machine", "request_machine_restart",
        "request_machine_stop", "request_machine_start",
    ];

    private static readonly Dictionary<string, Action<Chain>> States = new()
    {
        ["none"] = _ => { },
        ["StartRequested (new)"] = chain => chain.Order(Id, 10),
        ["StartRequested (stopped)"] = chain => Ask(StopIt(chain), "request_machine_start"),
        ["Running"] = chain => chain.Run(Id, 10),
        ["RestartRequested"] = chain => Ask(RunIt(chain), "request_machine_restart"),
        ["StopRequested"] = chain => Ask(RunIt(chain), "request_machine_stop"),
        ["Stopped"] = chain => StopIt(chain),
        ["Finished"] = chain => RunIt(chain).Step(TimeSpan.FromDays(1)),
        ["Failed"] = chain => FailIt(chain),
        ["disowned Running"] = chain => Ask(RunIt(chain), "disown_machine"),
        ["disowned Finished"] = chain => Ask(RunIt(chain), "disown_machine").Step(60),
        ["disowned Failed"] = chain => Ask(FailIt(chain), "disown_machine"),
    };

    public static TheoryData<string, string, string, bool> Rows()
    {
        var rows = new TheoryData<string, string, string, bool>();
        foreach (var state in States.Keys)
        {
            foreach (var message in Messages)
            {
                foreach (var sender in (string[])["owner", "other", "provider"])
                {
                    rows.Add(state, message, sender, Allowed(state, message, sender));
                }
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Follows_the_specification(string state, string message, string sender, bool allowed)
    {
        var chain = new Chain();
        States[state](chain);
        var account = sender switch
        {
            "owner" => CudosSetup.Owner,
            "other" => CudosSetup.SecondOwner,
            _ => new CudosSetup().Providers[0].Address
        };
        if (sender == "provider")
        {
            chain.Service.State.Move(account, Chain.Cudos(5));
        }
        var before = chain.Service.Save()["machines"]!.ToJsonString();
        var (code, log, _) = message switch
        {
            "order_machine" => chain.Execute(account, Chain.OrderMessage(Id), (Chain.Cudos(1), "acudos")),
            "fund_machine" => chain.Execute(account, Chain.Message(message, Id), (Chain.Cudos(1), "acudos")),
            "transfer_machine" => chain.Execute(account, Chain.Transfer(Id, CudosSetup.SecondOwner)),
            _ => chain.Execute(account, Chain.Message(message, Id)),
        };
        Assert.True(allowed == (code == 0), $"code {code}: {log}");
        if (!allowed)
        {
            Assert.Equal(before, chain.Service.Save()["machines"]!.ToJsonString());
            Assert.Contains("execute wasm contract failed", log, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("request_machine_restart", "Running", "RestartRequested", "Running")]
    [InlineData("request_machine_stop", "Running", "StopRequested", "Stopped")]
    [InlineData("request_machine_start", "Stopped", "StartRequested", "Running")]
    public void A_request_is_met_by_the_provider(string message, string from, string requested, string reached)
    {
        var chain = new Chain();
        States[from](chain);
        chain.Do(CudosSetup.Owner, Chain.Message(message, Id));
        Assert.Equal(requested, chain.State(Id));
        Assert.NotNull(chain.Machine(Id)["address"]);
        chain.Step(9);
        Assert.Equal(requested, chain.State(Id));
        chain.Step(1);
        Assert.Equal(reached, chain.State(Id));
    }

    [Theory]
    [InlineData("disown_machine")]
    [InlineData("request_machine_restart")]
    [InlineData("request_machine_stop")]
    [InlineData("transfer_machine")]
    public void Coins_are_refused_where_none_belong(string message)
    {
        var chain = RunIt(new Chain());
        var text = message == "transfer_machine" ? Chain.Transfer(Id, CudosSetup.SecondOwner) : Chain.Message(message, Id);
        var (code, log, _) = chain.Execute(CudosSetup.Owner, text, (1, "acudos"));
        Assert.Equal(5, code);
        Assert.Contains("does not accept funds", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Coins_must_be_of_the_chain_and_must_be_there()
    {
        var chain = RunIt(new Chain());
        chain.Service.State.Move(CudosSetup.Owner, 0);
        Assert.Contains("No funds sent", chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id)).Log, StringComparison.Ordinal);
        Assert.Contains(
            "insufficient funds",
            chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id), (1, "uother")).Log,
            StringComparison.Ordinal);
        Assert.Contains(
            "insufficient funds",
            chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id), (Chain.Cudos(1_000_000), "acudos")).Log,
            StringComparison.Ordinal);
        Assert.Contains(
            "more than one",
            chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id), (1, "acudos"), (1, "acudos")).Log,
            StringComparison.Ordinal);
        Assert.Equal(-1, chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id), (0, "acudos")).Code);
        Assert.Equal(-1, chain.Execute(CudosSetup.Owner, Chain.Message("fund_machine", Id), (-5, "acudos")).Code);
    }

    /// <summary>The specification's rules, written out a second time.</summary>
    private static bool Allowed(string state, string message, string sender) => (state, message) switch
    {
        ("none", "order_machine") => true,
        ("none", _) => false,
        (_, "order_machine") => false,
        (_, "fund_machine") => !state.StartsWith("disowned", StringComparison.Ordinal),
        _ when sender != "owner" || state.StartsWith("disowned", StringComparison.Ordinal) => false,
        (_, "disown_machine" or "transfer_machine") => true,
        ("Running", "request_machine_restart" or "request_machine_stop") => true,
        ("Stopped", "request_machine_start") => true,
        _ => false,
    };

    private static Chain RunIt(Chain chain)
    {
        chain.Run(Id, 10);
        return chain;
    }

    private static Chain StopIt(Chain chain) => Ask(RunIt(chain), "request_machine_stop").Step(10);

    private static Chain FailIt(Chain chain)
    {
        chain.Order(Id, 0.001m);
        return chain.Step(10);
    }

    private static Chain Ask(Chain chain, string message)
    {
        chain.Do(CudosSetup.Owner, Chain.Message(message, Id));
        return chain;
    }
}
