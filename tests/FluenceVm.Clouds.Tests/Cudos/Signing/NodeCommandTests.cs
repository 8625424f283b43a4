using System.Text.Json;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Journal;
using FluenceVm.Clouds.Tests.Programs;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Model;
using FluenceVm.Model.Errors;
using FluenceVm.Tests.Support;

namespace FluenceVm.Clouds.Tests.Cudos.Signing;

/// <summary>Changes that a stand-in for the chain's own program signs: what it is called with, and what its responses become.</summary>
public sealed class NodeCommandTests : IDisposable
{
    private const string Hash = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f it's $(touch x) \"me\"";
    private readonly JournalFolder _journal = new();
    private readonly string _record = Path.Combine(Path.GetTempPath(), $"fluencevm {Guid.NewGuid():N} $(id).json");

    private static Machine Running { get; } = new()
    {
        Id = "web \"1\" $(touch x) `id` \\",
        State = MachineState.Running,
        Owner = FakeNode.Owner,
    };

    [Fact]
    public async Task The_program_gets_the_message_literally_and_is_run_once()
    {
        await using var node = Node(Included(0));
        var receipt = await Open(node, "taken", command => new NodeCommandOptions
        {
            Command = command.Command,
            KeyName = command.KeyName,
            ChainId = "cudos-1",
            RpcNode = "https://rpc.example:443",
            KeyringBackend = "os",
            GasPrices = "5000000000000acudos",
        }).FundAsync(Running, CudosAmount.ToAcudos(1000), Run(), CancellationToken.None);
        Assert.Equal((Hash, 42L, 187_000L), (receipt.Hash, receipt.Height, receipt.GasUsed));
        Assert.Equal(
            [
                "tx", "wasm", "execute", CudosConnectionOptions.MainContract,
                """{"fund_machine":{"id":"web \"1\" $(touch x) `id` \\"}}""", "--from", $"taken@{_record}",
                "--amount", "1000000000000000000000acudos", "--node", "https://rpc.example:443", "--chain-id", "cudos-1", "--gas",
                "auto", "--gas-adjustment", "1.3",
                "--gas-prices", "5000000000000acudos", "--keyring-backend", "os", "--output", "json", "--yes",
            ],
            Recorded());
    }

    [Fact]
    public async Task What_is_not_configured_is_left_to_the_programs_own_configuration()
    {
        await using var node = Node(Included(0));
        await Open(node, "taken").ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None);
        Assert.Equal(
            [
                "tx",
                "wasm",
                "execute",
                CudosConnectionOptions.MainContract,
                """{"request_machine_stop":{"id":"web \"1\" $(touch x) `id` \\"}}""",
                "--from",
                $"taken@{_record}",
                "--gas",
                "auto",
                "--gas-adjustment",
                "1.3",
                "--output",
                "json",
                "--yes"
            ],
            Recorded());
    }

    [Fact]
    public async Task An_order_carries_its_key_literally()
    {
        await using var node = new FakeNode((exchange, query) => query switch
        {
            _ when query.Contains("/txs/", StringComparison.Ordinal) => exchange.RespondAsync(200, Included(0)),
            _ when query.Contains("list", StringComparison.Ordinal) => exchange.RespondAsync(200, """{"data":[]}"""),
            _ => exchange.RespondAsync(400, """{"code":3,"message":"machine not found: query wasm contract failed","details":[]}"""),
        });
        var order = new MachineOrder { Id = "a'b", ImageId = "i", MachineTypeId = "t", SshKey = SshKey, Credit = 7 };
        await Open(node, "taken").OrderAsync(order, Run(), CancellationToken.None);
        using var message = JsonDocument.Parse(Recorded()[4]);
        var arguments = message.RootElement.GetProperty("order_machine");
        Assert.Equal(("a'b", SshKey), (arguments.GetProperty("id").GetString(), arguments.GetProperty("ssh_key").GetString()));
        Assert.False(arguments.TryGetProperty("region", out _));
        Assert.Contains("7acudos", Recorded());
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("taken, and talkative")]
    [InlineData("taken, in text")]
    [InlineData("cut")]
    public async Task A_transaction_that_was_taken_is_looked_up_until_it_is_in_a_block(string what)
    {
        var lookups = 0;
        await using var node = new FakeNode((exchange, query) =>
        {
            Assert.Equal($"/cosmos/tx/v1beta1/txs/{Hash}", query);
            return ++lookups < 2
                ? exchange.RespondAsync(404, $$"""{"code":5,"message":"tx not found: {{Hash}}","details":[]}""")
                : exchange.RespondAsync(200, Included(0));
        });
        Assert.Equal(42, (await Open(node, what).ChangeAsync(Running, MachineChange.Restart, Run(), CancellationToken.None)).Height);
        Assert.Equal(2, lookups);
    }

    [Theory]
    [InlineData(11, "sdk", "out of gas in location: wasm contract; gasWanted: 187654, gasUsed: 190001: out of gas", "ran out of gas")]
    [InlineData(
        5,
        "wasm",
        "failed to execute message; message index: 0: Unauthorized: execute wasm contract failed",
        "refused request_machine_restart of machine web \"1\" $(touch x) `id` \\: Unauthorized.")]
    [InlineData(99, "other", "strange things", "strange things")]
    public async Task A_transaction_that_failed_in_its_block_is_an_error_with_its_hash(int code, string codespace, string log, string says)
    {
        await using var node = Node(Included(code, codespace, log));
        var error = await Assert.ThrowsAsync<ContractException>(() =>
            Open(node, "taken").ChangeAsync(Running, MachineChange.Restart, Run(), CancellationToken.None));
        Assert.Equal((code, codespace, log, Hash), (error.Code, error.Codespace, error.ContractText, error.TransactionHash));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_sequence_is_an_error_that_is_looked_up_nowhere()
    {
        await using var node = Node("unused");
        var error = await Assert.ThrowsAsync<ContractException>(() =>
            Open(node, "wrong sequence").ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None));
        Assert.Equal((32, "sdk", Hash), (error.Code, error.Codespace, error.TransactionHash));
        Assert.Contains("another transaction of this account came in between", error.Message, StringComparison.Ordinal);
        Assert.Empty(node.Seen);
    }

    [Fact]
    public async Task What_the_contract_refuses_in_the_simulation_is_its_refusal()
    {
        await using var node = Node("unused");
        var error = await Assert.ThrowsAsync<ContractException>(() =>
            Open(node, "refused in the simulation").ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None));
        Assert.Null(error.TransactionHash);
        Assert.Contains("nothing was sent: Unauthorized", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such key", "key not found")]
    [InlineData("asks", "passphrase")]
    [InlineData("no node", "connection refused")]
    public async Task What_certainly_was_not_sent_is_said_to_be_so(string what, string says)
    {
        await using var node = Node("unused");
        var error = await Assert.ThrowsAsync<SignerException>(() =>
            Open(node, what).ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None));
        Assert.StartsWith("Nothing was sent", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lost", "EOF")]
    [InlineData("lost after a passphrase", "EOF")]
    [InlineData("unreadable", "<html>busy</html>")]
    [InlineData("silent", "It said nothing")]
    [InlineData("strange", "Error: strange")]
    public async Task What_may_have_been_sent_is_unknown_and_not_sent_again(string what, string says)
    {
        await using var node = Node("unused");
        var error = await Assert.ThrowsAsync<TransactionUnknownException>(() =>
            Open(node, what).ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None));
        Assert.Null(error.TransactionHash);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("Get-Machine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_and_the_outcome_is_unknown()
    {
        await using var node = Node("unused");
        var time = new ManualTimeProvider();
        var changing = Open(node, "hangs", time: time).ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None);
        await StartedAsync(changing);
        time.Advance(TimeSpan.FromMinutes(2));
        var error = await Assert.ThrowsAsync<TransactionUnknownException>(() => changing);
        Assert.Contains("didn't end within 60 s and was stopped", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_after_it_named_the_transaction_is_ended_and_the_transaction_is_looked_up()
    {
        await using var node = Node(Included(0));
        var time = new ManualTimeProvider();
        var changing = Open(
            node, "hangs after sending", time: time).ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None);
        await StartedAsync(changing);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Hash, (await changing).Hash);
    }

    [Fact]
    public async Task A_cancelled_change_ends_the_program()
    {
        await using var node = Node("unused");
        using var stop = new CancellationTokenSource();
        var changing = Open(node, "hangs").ChangeAsync(Running, MachineChange.Stop, Run(), stop.Token);
        await StartedAsync(changing);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changing);
    }

    [Fact]
    public async Task A_transaction_that_gets_into_no_block_is_unknown_and_named()
    {
        await using var node = new FakeNode((exchange, _) =>
            exchange.RespondAsync(404, """{"code":5,"message":"tx not found","details":[]}"""));
        var gateway = new NodeGateway(
            new CudosConnectionOptions { Nodes = [node.Uri], Timeout = TimeSpan.FromSeconds(100), TimeProvider = Connections.Skipping() });
        var sender = new TransactionSender(new ChainQueries(new NodeCalls(gateway, null)), new Sent(Hash), new CudosConnectionOptions());
        using var run = Run();
        run.Add(new OperationStep { Name = "stop" });
        var call = new ContractCall("c", "s", [], 0, "acudos", "the order of machine m");
        var error = await Assert.ThrowsAsync<TransactionUnknownException>(
            () => new OperationSender(sender).SendAsync(run, "stop", call, again: false, CancellationToken.None));
        Assert.Equal((StepOutcome.Unknown, Hash), (run.Operation.Step("stop").Outcome, run.Operation.Step("stop").Mark));
        Assert.Equal(Hash, error.TransactionHash);
        Assert.Contains("in no block after 60 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_is_a_batch_file_is_not_run()
    {
        await using var node = Node("unused");
        foreach (var (program, says) in ((string, string)[])[
            ("no-such-program-here", "could not be started"), ("sign.cmd", "batch file"), ("sign.BAT", "batch file")
        ])
        {
            var client = Open(node, "taken", _ => new NodeCommandOptions { Command = program, KeyName = "me" });
            var error = await Assert.ThrowsAsync<SignerException>(() =>
                client.ChangeAsync(Running, MachineChange.Stop, Run(), CancellationToken.None));
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_program_gives_the_address_of_its_key()
    {
        Assert.Equal(FakeNode.Owner, await CudosConnection.FindOwnerAsync(
            new NodeCommandOptions { Command = StandIn.Path, KeyName = $"address@{_record}", KeyringBackend = "test" },
            CancellationToken.None));
        Assert.Equal(["keys", "show", $"address@{_record}", "--address", "--keyring-backend", "test"], Recorded());
        var error = await Assert.ThrowsAsync<SignerException>(() => CudosConnection.FindOwnerAsync(
            new NodeCommandOptions { Command = StandIn.Path, KeyName = $"no such key@{_record}" }, CancellationToken.None));
        Assert.Contains("-KeyName", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        File.Delete(_record);
        _journal.Dispose();
    }

    private static FakeNode Node(string transaction) => new((exchange, _) => exchange.RespondAsync(200, transaction));

    private static string Included(int code, string codespace = "", string log = "") => JsonSerializer.Serialize(new
    {
        tx = new { },
        tx_response = new { height = "42", txhash = Hash, codespace, code, raw_log = log, gas_wanted = "187654", gas_used = "187000" },
    });

    private string[] Recorded() => JsonSerializer.Deserialize<string[]>(File.ReadAllText(_record))!;

    // The program writes its arguments down once it has said what it says.
    private async Task StartedAsync(Task changing)
    {
        while (!File.Exists(_record))
        {
            Assert.False(changing.IsCompleted);
            await Task.Delay(20);
        }
    }

    private OperationRun Run() => _journal.Of(JournalFolder.Mine).Begin(OperationKind.Payment, Guid.NewGuid().ToString("N"), "anything");

    private MachineOperations Open(
        FakeNode node, string what, Func<NodeCommandOptions, NodeCommandOptions>? with = null, TimeProvider? time = null)
    {
        var command = new NodeCommandOptions { Command = StandIn.Path, KeyName = $"{what}@{_record}" };
        return FakeNode.Connect(new CudosConnectionOptions
        {
            Nodes = [node.Uri],
            Owner = FakeNode.Owner,
            NodeCommand = with?.Invoke(command) ?? command,
            Timeout = TimeSpan.FromMinutes(5),
            TimeProvider = time ?? TimeProvider.System,
        }).Open(null).Operations;
    }

    private sealed class Sent(string hash) : PreparedTransaction(null), ITransactionSigner
    {
        public Task<PreparedTransaction> PrepareAsync(ContractCall call, CancellationToken cancellationToken) =>
            Task.FromResult<PreparedTransaction>(this);

        public override Task<SentTransaction> SendAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new SentTransaction(hash, null));
    }
}
