using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Journal;
using FluenceVm.Clouds.Tests.Programs;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Cudos.Signing;

/// <summary>A program that writes, signs and encodes in steps leaves the sending to the module, which knows the hash before.</summary>
public sealed class SignedStepsTests : IDisposable
{
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fake@test";
    private readonly JournalFolder _journal = new();
    private readonly VmEmulator _emulator = new(new VmEmulatorOptions { ClockRate = 0, WithFleet = false });
    private readonly Watch _network;

    public SignedStepsTests() => _network = new Watch(_emulator.CreateHandler());

    [Fact]
    public async Task The_hash_is_written_down_before_the_transaction_is_sent()
    {
        using var connection = Connect();
        using var run = Run();
        var written = (OperationStep?)null;
        _network.BeforeSend = () => written = _journal.Of(JournalFolder.Mine).All().Single().Steps.Single();
        var receipt = await connection.Open(null).Operations.OrderAsync(Order("m"), run, CancellationToken.None);
        Assert.Equal(StepOutcome.Sent, written!.Outcome);
        Assert.Equal(receipt!.Hash, TransactionMark.Parse(written.Mark)!.Hash);
        Assert.Equal(
            (StepOutcome.Done, receipt.Hash), (run.Operation.Steps.Single().Outcome, Assert.Single(run.Operation.Steps.Single().Ids)));
    }

    [Fact]
    public async Task If_it_can_not_be_written_down_nothing_is_sent()
    {
        using var connection = Connect();
        using var run = Run();
        // The folder of the file is a file now.
        var operations = connection.Open(null).Operations;
        run.Add(new OperationStep { Name = "order_machine:m", Target = "m" });
        var folder = Path.GetDirectoryName(_journal.Files().Single())!;
        Directory.Move(folder, folder + ".away");
        File.WriteAllText(folder, string.Empty);
        await Assert.ThrowsAnyAsync<Exception>(() => operations.OrderAsync(Order("m"), run, CancellationToken.None));
        Assert.Empty(_network.Sent);
        File.Delete(folder);
    }

    [Fact]
    public async Task The_steps_get_what_a_signature_needs_and_the_message_literally()
    {
        using var connection = Connect(command => new NodeCommandOptions
        {
            Command = command.Command,
            KeyName = command.KeyName,
            RpcNode = "https://rpc.example:443",
            KeyringBackend = "test",
            GasPrices = "5000000000000acudos",
        });
        using var run = Run();
        await connection.Open(null).Operations.OrderAsync(Order("it's $(touch x) \"me\""), run, CancellationToken.None);
        var calls = Calls();
        var chain = await ChainAsync();
        var last = TransactionMark.Parse(
            run.Operation.Steps.Single().Mark)!.Blocks!.Value.To.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            [
                "tx", "wasm", "execute", _emulator.ContractAddress, calls[0][4], "--from", _emulator.Owner, "--amount",
                "10000000000000000000acudos",
                "--node", "https://rpc.example:443", "--chain-id", chain, "--gas", "auto", "--gas-adjustment", "1.3", "--gas-prices",
                "5000000000000acudos",
                "--output", "json", "--generate-only", "--timeout-height", last, "--account-number", "0", "--sequence", "0",
            ],
            calls[0]);
        Assert.Equal("it's $(touch x) \"me\"", (string?)JsonNode.Parse(calls[0][4])!["order_machine"]!["id"]);
        Assert.Equal(
            [
                "tx", "sign", calls[1][2], "--from", _emulator.Owner, "--output-document", calls[1][6], "--account-number", "0",
                "--sequence", "0",
                "--chain-id", chain, "--node", "https://rpc.example:443", "--keyring-backend", "test",
            ],
            calls[1]);
        Assert.False(Directory.Exists(Path.GetDirectoryName(calls[1][2])), "What was signed is left in the temporary folder.");
    }

    [Theory]
    [InlineData("FLUENCE_API_KEY", false)]
    [InlineData("AWS_SECRET_ACCESS_KEY", false)]
    [InlineData("GITHUB_TOKEN", false)]
    [InlineData("SYSTEM_ACCESSTOKEN", false)]
    [InlineData("AZURE_CLIENT_SECRET", false)]
    [InlineData("PGPASSWORD", false)]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", false)]
    [InlineData("CUDOS_NODED_KEYRING_BACKEND", true)]
    [InlineData("GNOME_KEYRING_CONTROL", true)]
    [InlineData("DBUS_SESSION_BUS_ADDRESS", true)]
    [InlineData("MONKEY", true)]
    public async Task The_program_inherits_no_keys(string variable, bool inherits)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, "not-a-real-one");
        try
        {
            using var connection = Connect();
            using var run = Run();
            await connection.Open(null).Operations.OrderAsync(Order("m"), run, CancellationToken.None);
            Assert.Equal(inherits, Memo()[0]!["variables"]!.GetValue<string>().Split(' ').Contains(variable));
            Assert.Contains("PATH", Memo()[0]!["variables"]!.GetValue<string>().Split(' '));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    [Fact]
    public async Task What_the_contract_refuses_in_the_trial_run_is_never_sent()
    {
        using var connection = Connect();
        using var run = Run();
        var order = Order("refused-in-the-trial-run");
        var error = await Assert.ThrowsAsync<ContractException>(() =>
            connection.Open(null).Operations.OrderAsync(order, run, CancellationToken.None));
        Assert.Contains("nothing was sent: Unauthorized.", error.Message, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.Pending, run.Operation.Steps.Single().Outcome);
        Assert.Empty(_network.Sent);
    }

    [Fact]
    public async Task A_key_that_the_program_does_not_have_means_that_nothing_was_sent()
    {
        using var connection = Connect(command => new NodeCommandOptions { Command = command.Command, KeyName = "nobody" });
        using var run = Run();
        var error = await Assert.ThrowsAsync<SignerException>(() =>
            connection.Open(null).Operations.OrderAsync(Order("m"), run, CancellationToken.None));
        Assert.Contains("key not found", error.Message, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.Pending, run.Operation.Steps.Single().Outcome);
    }

    [Fact]
    public async Task An_account_that_the_chain_does_not_know_is_told_before_the_program_is_asked()
    {
        using var connection = Connect(owner: FakeNode.OtherOwner);
        using var run = Run();
        var error = await Assert.ThrowsAsync<SignerException>(() =>
            connection.Open(null).Operations.OrderAsync(Order("m"), run, CancellationToken.None));
        Assert.Contains("doesn't know the account", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_another_chain_than_was_said_is_refused()
    {
        using var connection = Connect(command =>
            new NodeCommandOptions { Command = command.Command, KeyName = command.KeyName, ChainId = "cudos-1" });
        var error = await Assert.ThrowsAsync<SignerException>(() => connection.GetAccountAsync(CancellationToken.None));
        Assert.Contains("-ChainId says cudos-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_of_one_chain_lead_to_one_account_and_emulators_to_accounts_of_their_own()
    {
        using var first = Connect();
        using var second = Connect();
        using var other = new VmEmulator(new VmEmulatorOptions { ClockRate = 0 });
        using var elsewhere = new CudosConnection(new CudosConnectionOptions
        {
            Nodes = [other.Uri],
            Transport = other.CreateHandler(),
            ContractAddress = other.ContractAddress,
            Owner = other.Owner,
            Emulator = true,
        });
        Assert.Equal(await first.GetAccountAsync(CancellationToken.None), await second.GetAccountAsync(CancellationToken.None));
        Assert.NotEqual(await first.GetAccountAsync(CancellationToken.None), await elsewhere.GetAccountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_transaction_that_comes_too_late_is_signed_again()
    {
        using var connection = Connect();
        using var run = Run();
        var first = true;
        _network.BeforeSend = () =>
        {
            if (first)
            {
                _emulator.Step(TimeSpan.FromMinutes(30));
            }
            first = false;
        };
        Assert.NotNull(await connection.Open(null).Operations.OrderAsync(Order("m"), run, CancellationToken.None));
        Assert.Equal(2, _network.Sent.Count);
    }

    public void Dispose()
    {
        _network.Dispose();
        _emulator.Dispose();
        _journal.Dispose();
    }

    private static MachineOrder Order(string id) => new()
    {
        Id = id,
        ImageId = "debian-12",
        MachineTypeId = "basic-1",
        SshKey = SshKey,
        Credit = CudosAmount.ToAcudos(10),
    };

    private OperationRun Run() => _journal.Of(JournalFolder.Mine).Begin(OperationKind.Order, Guid.NewGuid().ToString("N"), "anything");

    private JsonArray Memo() => JsonNode.Parse((string)JsonNode.Parse(_network.Sent[^1])!["memo"]!)!.AsArray();

    // What the program was called with, step by step.
    private List<string[]> Calls() =>
        [.. Memo().Select(call => call!["arguments"]!.AsArray().Select(argument => (string)argument!).ToArray())];

    private async Task<string> ChainAsync()
    {
        using var connection = Connect();
        return (await connection.GetAccountAsync(CancellationToken.None)).Endpoint.Segments[1].TrimEnd('/');
    }

    private CudosConnection Connect(Func<NodeCommandOptions, NodeCommandOptions>? with = null, string? owner = null)
    {
        var command = new NodeCommandOptions { Command = StandIn.SignerPath, KeyName = _emulator.Owner };
        return new CudosConnection(new CudosConnectionOptions
        {
            Nodes = [_emulator.Uri],
            Transport = _network,
            ContractAddress = _emulator.ContractAddress,
            Owner = owner ?? _emulator.Owner,
            NodeCommand = with?.Invoke(command) ?? command,
        });
    }

    /// <summary>Lets a test see what is sent, and act just before.</summary>
    private sealed class Watch(HttpMessageHandler emulator) : DelegatingHandler(emulator)
    {
        public Action? BeforeSend { get; set; }

        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
                Sent.Add(Encoding.UTF8.GetString(Convert.FromBase64String((string)body["tx_bytes"]!)));
                BeforeSend?.Invoke();
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
