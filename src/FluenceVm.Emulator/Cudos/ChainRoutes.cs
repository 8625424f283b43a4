using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using FluenceVm.Emulator.Hosting;

namespace FluenceVm.Emulator.Cudos;

/// <summary>What a node tells of the chain itself: its blocks, its accounts and what they have.</summary>
internal sealed class ChainRoutes(CudosSetup setup, Func<ComputeState> state)
{
    private const string BlockRoute = "/cosmos/base/tendermint/v1beta1/blocks/";
    private const string AccountRoute = "/cosmos/auth/v1beta1/accounts/";
    private const string BalanceRoute = "/cosmos/bank/v1beta1/balances/";
    private const string ByDenom = "/by_denom";
    private const string SupplyRoute = "/cosmos/bank/v1beta1/supply/by_denom";

    /// <summary>Whether a path is one of these routes.</summary>
    public static bool Matches(string path) =>
        path.StartsWith(BlockRoute, StringComparison.Ordinal)
        || path.StartsWith(AccountRoute, StringComparison.Ordinal)
        || path == SupplyRoute
        || (path.StartsWith(BalanceRoute, StringComparison.Ordinal) && path.EndsWith(ByDenom, StringComparison.Ordinal));

    /// <summary>Answers a request of these routes.</summary>
    public EmulatorResponse Answer(EmulatorRequest request, DateTimeOffset now)
    {
        var path = request.Path;
        if (path.StartsWith(BlockRoute, StringComparison.Ordinal))
        {
            return Block(path.Substring(BlockRoute.Length), now);
        }
        if (path == SupplyRoute)
        {
            var all = state().Balances.Values.Aggregate(BigInteger.Zero, (sum, amount) => sum + amount);
            return Coins("amount", request.QueryValue("denom"), all);
        }
        return path.StartsWith(AccountRoute, StringComparison.Ordinal)
            ? Account(path.Substring(AccountRoute.Length))
            : Balance(path.Substring(BalanceRoute.Length, path.Length - BalanceRoute.Length - ByDenom.Length), request.QueryValue("denom"));
    }

    private EmulatorResponse Block(string which, DateTimeOffset now)
    {
        var latest = Blocks.HeightAt(now);
        if (which == "latest")
        {
            return Block(latest, now);
        }
        if (!long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var height) || height < 1)
        {
            return NodeResponse.Error(400, 3, $"type mismatch, parameter: height, error: {which}");
        }
        var lowest = state().Transactions.LowestHeight;
        return height > latest ? NodeResponse.Error(400, 3, "requested block height is bigger then the chain length")
            : height < lowest ? NodeResponse.Error(500, 13, $"height {height} is not available, lowest height is {lowest}")
            : Block(height, Blocks.TimeOf(height));
    }

    private EmulatorResponse Block(long height, DateTimeOffset time) => NodeResponse.Ok(new JsonObject
    {
        ["block"] = new JsonObject
        {
            ["header"] = new JsonObject
            {
                ["chain_id"] = state().ChainId,
                ["height"] = height.ToString(CultureInfo.InvariantCulture),
                ["time"] = NodeResponse.Time(time),
            },
        },
    });

    // The emulator counts no sequences: two messages that are alike differ by their memo.
    private EmulatorResponse Account(string address) => state().Balances.ContainsKey(address)
        ? NodeResponse.Ok(new JsonObject
        {
            ["account"] = new JsonObject
            {
                ["@type"] = "/cosmos.auth.v1beta1.BaseAccount",
                ["address"] = address,
                ["pub_key"] = null,
                ["account_number"] = "0",
                ["sequence"] = "0",
            },
        })
        : NodeResponse.Error(404, 5, $"rpc error: code = NotFound desc = account {address} not found: key not found");

    private EmulatorResponse Balance(string address, string? denom) => Coins("balance", denom, state().Balance(address));

    // Of any other coin there is none.
    private EmulatorResponse Coins(string name, string? denom, BigInteger amount) => NodeResponse.Ok(new JsonObject
    {
        [name] = new JsonObject
        {
            ["denom"] = denom,
            ["amount"] = (denom == setup.Denom ? amount : 0).ToString(CultureInfo.InvariantCulture),
        },
    });
}
