using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using FluenceVm.Clouds.Cudos;
using FluenceVm.Clouds.Journal;
using FluenceVm.Clouds.Tests.Journal;
using FluenceVm.Clouds.Tests.Support;
using FluenceVm.Emulator;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Tests.Cudos;

/// <summary>What happens to the transaction of one attempt.</summary>
public enum Fate
{
    Answered,
    LostBefore,
    LostAfter,
    GatewayBefore,
    GatewayAfter,
    Late,
    Twice,
    DiesBeforeSend,
    DiesAfterSend,
    Rival,
}

/// <summary>One command of one process.</summary>
/// <param name="Account">Which of two accounts.</param>
/// <param name="Key">Which of the user's keys.</param>
/// <param name="IsOrder">Whether it orders a machine; else it adds credit.</param>
/// <param name="Fate">What happens to it.</param>
/// <param name="Minutes">How much time passed since the last one.</param>
/// <param name="AndNoLookUp">Whether the node is down for everything after.</param>
/// <param name="IsTransfer">Whether it hands the machine of this key to the other account instead.</param>
public sealed record Move(
    int Account, int Key, bool IsOrder, Fate Fate, int Minutes, bool AndNoLookUp = false, bool IsTransfer = false);

/// <summary>A chain, two accounts with a journal each, and a network between them that does as it is told.</summary>
internal sealed class CudosWorld : IDisposable
{
    /// <summary>How many transactions make the node forget its first ones.</summary>
    public const int Forgotten = 501;

    private const string Machine = "shared";
    private const string GiveKey = "give-";
    private const string SshKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f fake@test";
    private readonly JournalFolder _journal = new();
    private readonly VmEmulator _emulator = new(new VmEmulatorOptions { ClockRate = 0, WithFleet = false });
    private readonly HttpMessageInvoker _direct;
    private readonly Network _network;
    private readonly string[] _owners;
    private TimeSpan _late;

    public CudosWorld()
    {
        _direct = new HttpMessageInvoker(_emulator.CreateHandler());
        _network = new Network(_direct);
        _owners = [_emulator.Owner, FakeNode.OtherOwner];
        DoAsync(new Move(0, 99, IsOrder: true, Fate.Answered, 0), Machine, CudosAmount.ToAcudos(10_000)).GetAwaiter().GetResult();
        // The second account needs coins: whoever gives up a machine gets its credit.
        DoAsync(new Move(0, 98, IsOrder: true, Fate.Answered, 0), "gift", CudosAmount.ToAcudos(5000)).GetAwaiter().GetResult();
        GiveAsync().GetAwaiter().GetResult();
        Sent = 0;
    }

    /// <summary>How many transactions reached the network.</summary>
    public int Sent
    {
        get => _network.Sent.Count - _before;
        private set => _before = _network.Sent.Count - value;
    }

    /// <summary>How many commands were told that another is at work.</summary>
    public int Conflicts { get; private set; }

    private int _before;

    public void Dispose()
    {
        _direct.Dispose();
        _emulator.Dispose();
        _journal.Dispose();
    }

    /// <summary>The only step of an operation.</summary>
    public OperationStep Step(int account, int key, bool isOrder = false) =>
        JournalOf(account).Find(isOrder ? OperationKind.Order : OperationKind.Payment, $"key-{key}")!.Steps.Single();

    public async Task RunAsync(Move move)
    {
        await PassAsync(TimeSpan.FromMinutes(move.Minutes));
        _network.Fate = move.Fate;
        _network.IsDownAfter = move.AndNoLookUp;
        _network.Rival = move.Fate == Fate.Rival ? () => DoAsync(move with { Fate = Fate.Answered }, null, 0) : null;
        await DoAsync(move, null, 0);
        _network.IsDownAfter = false;
        if (move.Fate == Fate.Late)
        {
            _late = TimeSpan.FromMinutes(3 + move.Key * 8);
        }
    }

    /// <summary>Goes through everything once more on a network that works, long after: each thing is there, once.</summary>
    public async Task SettleEverythingAsync()
    {
        for (var account = 0; account < 2; account++)
        {
            for (var key = 0; key < 3; key++)
            {
                await RunAsync(new Move(account, key, IsOrder: true, Fate.Answered, 30));
                await RunAsync(new Move(account, key, IsOrder: false, Fate.Answered, 30));
                await RunAsync(new Move(account, key, IsOrder: false, Fate.Answered, 30, IsTransfer: true));
                Assert.Equal(1, await CountTransfersAsync(account, key));
                Assert.Equal((StepOutcome.Done, StepOutcome.Done), (Step(account, key, true).Outcome, Step(account, key).Outcome));
                Assert.Equal(1, await CountPaymentsAsync(account, key));
            }
        }
        await VerifyAsync();
    }

    /// <summary>Nothing twice, and what the journal is sure of is so.</summary>
    public async Task VerifyAsync()
    {
        for (var account = 0; account < 2; account++)
        {
            foreach (var operation in JournalOf(account).All().Where(operation => operation.Key is not ("key-98" or "key-99")))
            {
                var key = operation.Key[^1] - '0';
                var isOrder = operation.Kind == OperationKind.Order;
                var count = isOrder ? await CountMachinesAsync(account, key)
                    : operation.Key.StartsWith(GiveKey, StringComparison.Ordinal) ? await CountTransfersAsync(account, key)
                    : await CountPaymentsAsync(account, key);
                Assert.InRange(count, 0, 1);
                foreach (var step in operation.Steps)
                {
                    var expected = step.Outcome switch { StepOutcome.Done =>
                        1, StepOutcome.Pending or StepOutcome.Refused => 0, _ => count };
                    Assert.True(expected == count,
                        $"{operation.Kind} {operation.Key}: {step.Outcome} ({step.Detail}), and it is there {count} times");
                }
            }
        }
    }

    /// <summary>How often the payment of a key was carried out.</summary>
    public async Task<int> CountPaymentsAsync(int account, int key)
    {
        var count = 0;
        foreach (var transaction in _network.Sent.Where(sent => sent.Contains("fund_machine", StringComparison.Ordinal)).Distinct())
        {
            var json = JsonNode.Parse(transaction)!;
            if ((string?)json["sender"] == _owners[account] && (string?)json["funds"]![0]!["amount"] == Amount(account, key).ToString())
            {
                count += await IsInBlockAsync(transaction) ? 1 : 0;
            }
        }
        return count;
    }

    /// <summary>How often the machine of a key was handed over.</summary>
    public async Task<int> CountTransfersAsync(int account, int key)
    {
        var count = 0;
        foreach (var transaction in _network.Sent.Distinct())
        {
            var transfer = JsonNode.Parse(transaction)!["msg"]!["transfer_machine"];
            count += (string?)transfer?["id"] == IdOf(account, key) && await IsInBlockAsync(transaction) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Fills the node's memory with other people's transactions.</summary>
    public async Task ForgetAsync()
    {
        for (var i = 0; i < Forgotten; i++)
        {
            var body = new JsonObject
            {
                ["sender"] = _owners[0],
                ["contract"] = _emulator.ContractAddress,
                ["msg"] = JsonNode.Parse("""{"fund_machine":{"id":"nobody"}}"""),
                ["funds"] = new JsonArray(),
                ["memo"] = $"{i}",
            }.ToJsonString();
            _network.Sent.Add(body);
            await PostAsync(body);
        }
    }

    private async Task<int> CountMachinesAsync(int account, int key)
    {
        using var connection = Connect(account, direct: true);
        return await connection.Open(null).FindMachineAsync(IdOf(account, key), CancellationToken.None) is null ? 0 : 1;
    }

    private static string IdOf(int account, int key) => $"vm-{account}-{key}";

    private async Task DoAsync(Move move, string? id, BigInteger credit)
    {
        // A process of its own each time: nothing is remembered but the journal.
        using var connection = Connect(move.Account, direct: false);
        var client = connection.Open(null);
        try
        {
            if (move.IsTransfer)
            {
                await TransferAsync(client, move);
                return;
            }
            var kind = move.IsOrder ? OperationKind.Order : OperationKind.Payment;
            using var run = JournalOf(move.Account).Begin(kind, $"key-{move.Key}", $"{kind} {move.Key}");
            if (move.IsOrder)
            {
                var order = new MachineOrder
                {
                    Id = id ?? IdOf(move.Account, move.Key),
                    ImageId = "debian-12",
                    MachineTypeId = "basic-1",
                    SshKey = SshKey,
                    Credit = id is null ? CudosAmount.ToAcudos(1 + move.Key) : credit,
                };
                await client.Operations.OrderAsync(order, run, CancellationToken.None);
            }
            else
            {
                var machine = (await client.FindMachineAsync(Machine, CancellationToken.None))!;
                await client.Operations.FundAsync(machine, Amount(move.Account, move.Key), run, CancellationToken.None);
            }
        }
        catch (OrderConflictException)
        {
            Conflicts++;
        }
        catch (Exception seen) when (
            seen is DeathException or TransactionUnknownException or ContractException or SignerException or CloudConnectionException)
        {
            // What a user sees; what counts is what is paid and what the files say.
        }
    }

    // As the cmdlet does it: what was sent earlier is looked up first.
    private async Task TransferAsync(CudosClient client, Move move)
    {
        var id = IdOf(move.Account, move.Key);
        using var run = JournalOf(move.Account).Begin(OperationKind.Payment, GiveKey + move.Key, $"transfer {move.Key}");
        if (await client.FindMachineAsync(id, CancellationToken.None) is { } machine
            && !await client.Operations.SettleAsync(run, id, CancellationToken.None))
        {
            await client.Operations.TransferAsync(machine, _owners[1 - move.Account], run, CancellationToken.None);
        }
    }

    private async Task GiveAsync()
    {
        using var connection = Connect(0, direct: true);
        var client = connection.Open(null);
        using var run = JournalOf(0).Begin(OperationKind.Payment, "key-99", "gift");
        var gift = (await client.FindMachineAsync("gift", CancellationToken.None))!;
        await client.Operations.TransferAsync(gift, _owners[1], run, CancellationToken.None);
        using var second = Connect(1, direct: true);
        using var end = JournalOf(1).Begin(OperationKind.Removal, "key-99", "gift");
        var theirs = second.Open(null);
        gift = (await theirs.FindMachineAsync("gift", CancellationToken.None))!;
        await theirs.Operations.ChangeAsync(gift, MachineChange.Disown, end, CancellationToken.None);
    }

    private async Task PassAsync(TimeSpan time)
    {
        if (_network.Held is { } held && _late <= time)
        {
            _emulator.Step(_late);
            (_network.Held, time) = (null, time - _late);
            await PostAsync(held);
        }
        _late -= time;
        _emulator.Step(time);
    }

    private async Task PostAsync(string transaction)
    {
        using var request = Network.Broadcast(_emulator.Uri, transaction);
        using var response = await _direct.SendAsync(request, CancellationToken.None);
    }

    private async Task<bool> IsInBlockAsync(string transaction)
    {
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(transaction)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_emulator.Uri, $"cosmos/tx/v1beta1/txs/{hash}"));
        using var response = await _direct.SendAsync(request, CancellationToken.None);
        return response.IsSuccessStatusCode
            && (int)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["tx_response"]!["code"]! == 0;
    }

    private OperationJournal JournalOf(int account) =>
        new(new JournalHome(_journal.Path), new Account(new Uri("cudos://compute/chain/contract"), _owners[account]));

    // Amounts that add up in one way only.
    private static BigInteger Amount(int account, int key) => BigInteger.Pow(10, 15) << (account * 3 + key);

    private CudosConnection Connect(int account, bool direct) => new(new CudosConnectionOptions
    {
        Nodes = [_emulator.Uri],
        Transport = direct ? _emulator.CreateHandler() : _network,
        ContractAddress = _emulator.ContractAddress,
        Owner = _owners[account],
        Emulator = true,
        Timeout = TimeSpan.FromSeconds(100),
        InclusionTimeout = TimeSpan.FromSeconds(3),
        TimeProvider = Connections.Skipping(),
    });

    /// <summary>The process ends here.</summary>
    private sealed class DeathException : Exception;

    private sealed class Network(HttpMessageInvoker emulator) : HttpMessageHandler
    {
        public Fate Fate { get; set; }

        public bool IsDownAfter { get; set; }

        public Func<Task>? Rival { get; set; }

        /// <summary>A transaction that is still on its way.</summary>
        public string? Held { get; set; }

        /// <summary>Every transaction that was sent.</summary>
        public List<string> Sent { get; } = [];

        public static HttpRequestMessage Broadcast(Uri node, string transaction)
        {
            var body = new JsonObject
            {
                ["tx_bytes"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(transaction)),
                ["mode"] = "BROADCAST_MODE_SYNC",
            };
            return new HttpRequestMessage(
                HttpMethod.Post, new Uri(node, "cosmos/tx/v1beta1/txs")) { Content = new StringContent(body.ToJsonString()) };
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Post)
            {
                return IsDownAfter && Sent.Count > 0 && request.RequestUri!.AbsolutePath.Contains("/txs/", StringComparison.Ordinal)
                    ? throw new HttpRequestException("The node is down.")
                    : await emulator.SendAsync(request, cancellationToken);
            }
            if (Fate == Fate.DiesBeforeSend)
            {
                throw new DeathException();
            }
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            var transaction = Encoding.UTF8.GetString(Convert.FromBase64String((string)body["tx_bytes"]!));
            Sent.Add(transaction);
            return await DeliverAsync(request, transaction, cancellationToken);
        }

        private async Task<HttpResponseMessage> DeliverAsync(
            HttpRequestMessage request, string transaction, CancellationToken cancellationToken)
        {
            switch (Fate)
            {
                case Fate.LostBefore:
                    throw new HttpRequestException("The connection was lost.");
                case Fate.GatewayBefore:
                    return new HttpResponseMessage(HttpStatusCode.RequestTimeout) { Content = new StringContent("<html>408</html>") };
                case Fate.Late when Held is null:
                    Held = transaction;
                    throw new HttpRequestException("The connection was lost.");
            }
            if (Rival is { } rival)
            {
                Rival = null;
                await rival();
            }
            var response = await emulator.SendAsync(request, cancellationToken);
            switch (Fate)
            {
                case Fate.LostAfter:
                    throw new HttpRequestException("The connection was lost.");
                case Fate.GatewayAfter:
                    return new HttpResponseMessage(HttpStatusCode.RequestTimeout) { Content = new StringContent("<html>408</html>") };
                case Fate.DiesAfterSend:
                    throw new DeathException();
                case Fate.Twice:
                    using (var again = Broadcast(request.RequestUri!, transaction))
                    {
                        return await emulator.SendAsync(again, cancellationToken);
                    }
                default:
                    return response;
            }
        }
    }
}
