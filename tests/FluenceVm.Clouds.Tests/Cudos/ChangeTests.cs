using System.Numerics;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>
/// Messages, against the emulated contract: what is allowed is done, what isn't is never sent, a lost response is looked up.
/// </summary>
public sealed class ChangeTests : IDisposable
{
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fake@test";
    private readonly JournalFolder _journal = new();
    private readonly VmEmulator _emulator = new(new VmEmulatorOptions { ClockRate = 0, WithFleet = false });
    private readonly HttpMessageHandler _transport;
    private readonly CudosConnection _connection;

    public ChangeTests()
    {
        _transport = _emulator.CreateHandler();
        _connection = Connect(_emulator.Owner);
    }

    private CudosClient Client => _connection.Open(null);

    private MachineOperations Changes => Client.Operations;

    public static TheoryData<string, MachineChange, bool, bool> Rules()
    {
        var rows = new TheoryData<string, MachineChange, bool, bool>();
        foreach (var state in (string[])[
            "StartRequested", "Running", "RestartRequested", "StopRequested", "Stopped", "Finished", "Failed", "Hibernating"
        ])
        {
            foreach (var change in Enum.GetValues<MachineChange>())
            {
                rows.Add(state, change, true, change switch
                {
                    MachineChange.Start => state == "Stopped",
                    MachineChange.Stop or MachineChange.Restart => state == "Running",
                    _ => true,
                });
                rows.Add(state, change, false, change == MachineChange.Fund);
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Only_what_the_contract_allows_is_sent(string state, MachineChange change, bool own, bool allowed)
    {
        var machine = new Machine { Id = "m", State = state, Owner = own ? FakeNode.Owner : FakeNode.OtherOwner };
        if (allowed)
        {
            MachineRules.Check(machine, change, FakeNode.Owner);
        }
        else
        {
            Assert.Equal("m", Assert.Throws<MachineRuleException>(() => MachineRules.Check(machine, change, FakeNode.Owner)).MachineId);
        }
        var unowned = new Machine { Id = "m", State = state };
        Assert.Contains(
            "disowned",
            Assert.Throws<MachineRuleException>(() => MachineRules.Check(unowned, change, FakeNode.Owner)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_lives_from_its_order_to_its_refund()
    {
        var receipt = await Changes.OrderAsync(Order("m", 10), Run(), CancellationToken.None);
        Assert.Matches("^[0-9A-F]{64}$", receipt!.Hash);
        Assert.Equal(MachineState.StartRequested, (await MachineAsync("m")).State);
        _emulator.Step(TimeSpan.FromSeconds(30));
        var machine = await MachineAsync("m");
        Assert.Equal((MachineState.Running.Value, Region.Europe.Value, _emulator.Owner), (machine.State, machine.Region, machine.Owner));
        Assert.Equal((1.5m, 9.975m), (machine.PricePerHour, machine.Credit));
        Assert.Equal(_emulator.Now.AddMinutes(1).AddHours(6.65), machine.EstimatedEnd);

        await ChangeAsync("m", MachineChange.Restart, MachineState.RestartRequested, MachineState.Running);
        await ChangeAsync("m", MachineChange.Stop, MachineState.StopRequested, MachineState.Stopped);
        await ChangeAsync("m", MachineChange.Start, MachineState.StartRequested, MachineState.Running);
        await Changes.FundAsync(await MachineAsync("m"), CudosAmount.ToAcudos(2.5m), Run(), CancellationToken.None);
        Assert.Equal(12.475m, (await MachineAsync("m")).Credit);

        var second = FakeNode.Connect(Options(FakeNode.Owner)).Open(null).Operations;
        await Changes.TransferAsync(await MachineAsync("m"), FakeNode.Owner, Run(), CancellationToken.None);
        await Assert.ThrowsAsync<MachineRuleException>(async () =>
            await Changes.ChangeAsync(await MachineAsync("m"), MachineChange.Stop, Run(), CancellationToken.None));
        await second.ChangeAsync(await MachineAsync("m"), MachineChange.Disown, Run(), CancellationToken.None);
        _emulator.Step(TimeSpan.FromSeconds(10));
        machine = await MachineAsync("m");
        Assert.Equal((MachineState.Finished, null, 0m), (machine.State, machine.Owner, machine.Credit));
    }

    [Fact]
    public async Task What_would_be_refused_is_not_sent()
    {
        await Changes.OrderAsync(Order("m", 10), Run(), CancellationToken.None);
        var sent = _emulator.CountOf("Execute");
        await Assert.ThrowsAsync<MachineRuleException>(() => Changes.OrderAsync(Order("m", 10), Run(), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Changes.OrderAsync(Order(string.Empty, 10), Run(), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Changes.OrderAsync(Order("n", -1), Run(), CancellationToken.None));
        var machine = await MachineAsync("m");
        await Assert.ThrowsAsync<MachineRuleException>(() =>
            Changes.ChangeAsync(machine, MachineChange.Stop, Run(), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Changes.FundAsync(machine, BigInteger.Zero, Run(), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Changes.TransferAsync(machine, FakeNode.Owner[..^1] + "q", Run(), CancellationToken.None));
        var elsewhere = await Assert.ThrowsAsync<ArgumentException>(() =>
            Changes.TransferAsync(machine, "cosmos1veskkefqdamkuetjyph82mtzv4ezqvp3065ee9", Run(), CancellationToken.None));
        Assert.Contains("another chain", elsewhere.Message, StringComparison.Ordinal);
        Assert.Equal(sent, _emulator.CountOf("Execute"));
    }

    [Theory]
    [InlineData("sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t me")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("garbage")]
    public async Task A_key_that_is_no_public_key_is_not_sent(string key)
    {
        await Assert.ThrowsAsync<FormatException>(() => Changes.OrderAsync(
            new MachineOrder { Id = "m", ImageId = "debian-12", MachineTypeId = "basic-1", SshKey = key }, Run(), CancellationToken.None));
        Assert.Equal(0, _emulator.CountOf("Execute"));
    }

    [Fact]
    public async Task What_the_contract_refuses_all_the_same_is_an_error_with_the_transaction()
    {
        var error = await Assert.ThrowsAsync<ContractException>(() =>
            Changes.OrderAsync(Order("m", 10, type: "huge"), Run(), CancellationToken.None));
        Assert.Equal((5, "wasm"), (error.Code, error.Codespace));
        Assert.Contains("the order of machine m: machine type not found.", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.TransactionHash!, error.Message, StringComparison.Ordinal);
        var poor = await Assert.ThrowsAsync<ContractException>(() =>
            Changes.OrderAsync(Order("m", 1_000_000), Run(), CancellationToken.None));
        Assert.Contains("hasn't enough coins", poor.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_looked_up_and_sent_once()
    {
        _emulator.SetFault(new EmulatorFault { Operation = "Execute", Kind = EmulatorFaultKind.DropAfter, Count = 1 });
        Assert.NotNull(await Changes.OrderAsync(Order("m", 10), Run(), CancellationToken.None));
        Assert.Equal(10m, (await MachineAsync("m")).Credit);
        _emulator.SetFault(new EmulatorFault { Operation = "Execute", Kind = EmulatorFaultKind.Garbage, Count = 1 });
        await Changes.FundAsync(await MachineAsync("m"), CudosAmount.ToAcudos(1), Run(), CancellationToken.None);
        Assert.Equal(11m, (await MachineAsync("m")).Credit);
        Assert.Equal(2, _emulator.CountOf("Execute"));
    }

    [Fact]
    public async Task A_change_that_got_lost_on_its_way_is_unknown_and_sent_once()
    {
        _emulator.SetFault(new EmulatorFault { Operation = "Execute", Kind = EmulatorFaultKind.DropBefore, Count = 1 });
        var error = await Assert.ThrowsAsync<TransactionUnknownException>(() =>
            Changes.OrderAsync(Order("m", 10), Run(), CancellationToken.None));
        Assert.Matches("^[0-9A-F]{64}$", error.TransactionHash);
        Assert.Contains("the order of machine m", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _emulator.CountOf("Execute"));
        Assert.Null(await Client.FindMachineAsync("m", CancellationToken.None));
    }

    [Fact]
    public async Task Without_a_signer_or_an_account_the_error_says_how_to_get_one()
    {
        var options = Options(_emulator.Owner);
        using var reader = FakeNode.Connect(new CudosConnectionOptions { Nodes = options.Nodes, Transport = _transport,
            ContractAddress = options.ContractAddress, Owner = _emulator.Owner });
        var signer = await Assert.ThrowsAsync<SignerException>(() =>
            reader.Open(null).Operations.OrderAsync(Order("m", 10), Run(), CancellationToken.None));
        Assert.Contains("-NodeCommand cudos-noded -KeyName", signer.Message, StringComparison.Ordinal);
        using var nobody = FakeNode.Connect(new CudosConnectionOptions { Nodes = options.Nodes, Transport = _transport,
            ContractAddress = options.ContractAddress, Emulator = true });
        var account = await Assert.ThrowsAsync<SignerException>(() =>
            nobody.Open(null).Operations.OrderAsync(Order("m", 10), Run(), CancellationToken.None));
        Assert.Contains("-Owner", account.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_on_a_port_is_recognised_and_a_real_node_is_not_taken_for_one()
    {
        var port = _emulator.Listen(0);
        var options = await CudosConnection.FindEmulatorAsync(port, CancellationToken.None);
        Assert.Equal(
            (_emulator.ContractAddress, _emulator.Owner, "acudos", true),
            (options!.ContractAddress, options.Owner, options.Denom, options.Emulator));
        using var connection = new CudosConnection(options);
        await connection.Open(null).Operations.OrderAsync(Order("m", 10), Run(), CancellationToken.None);
        await using var node = new FakeNode("""{"code":12,"message":"Not Implemented","details":[]}""", 501);
        Assert.Null(await CudosConnection.FindEmulatorAsync(node.Uri, CancellationToken.None));
        Assert.Null(await CudosConnection.FindEmulatorAsync(new Uri("https://node.example/"), CancellationToken.None));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _transport.Dispose();
        _emulator.Dispose();
        _journal.Dispose();
    }

    private static MachineOrder Order(string id, decimal cudos, string type = "basic-1") => new()
    {
        Id = id,
        ImageId = "debian-12",
        MachineTypeId = type,
        SshKey = SshKey,
        Region = Region.Europe,
        Credit = CudosAmount.ToAcudos(cudos),
    };

    private OperationRun Run() => _journal.Of(JournalFolder.Mine).Begin(OperationKind.Order, Guid.NewGuid().ToString("N"), "anything");

    private async Task ChangeAsync(string id, MachineChange change, MachineState requested, MachineState reached)
    {
        await Changes.ChangeAsync(await MachineAsync(id), change, Run(), CancellationToken.None);
        Assert.Equal(requested, (await MachineAsync(id)).State);
        _emulator.Step(TimeSpan.FromSeconds(10));
        Assert.Equal(reached, (await MachineAsync(id)).State);
    }

    private async Task<Machine> MachineAsync(string id) => (await Client.FindMachineAsync(id, CancellationToken.None))!;

    private CudosConnection Connect(string owner) => FakeNode.Connect(Options(owner));

    private CudosConnectionOptions Options(string owner) => new()
    {
        Nodes = [_emulator.Uri],
        Transport = _transport,
        ContractAddress = _emulator.ContractAddress,
        Owner = owner,
        Emulator = true,
        Timeout = TimeSpan.FromSeconds(100),
        TimeProvider = Connections.Skipping(),
    };
}
