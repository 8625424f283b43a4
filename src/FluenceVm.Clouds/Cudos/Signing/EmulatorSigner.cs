using System.Globalization;
using System.Text.Json;
using FluenceVm.Clouds.Cudos.Nodes;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>Signs for the emulator, which believes the sender: its transactions are plain JSON.</summary>
internal sealed class EmulatorSigner(ChainQueries chain) : ITransactionSigner
{
    public async Task<PreparedTransaction> PrepareAsync(ContractCall call, CancellationToken cancellationToken)
    {
        var blocks = BlockRange.After(await chain.LatestBlockAsync(cancellationToken));
        return new SignedTransaction(chain, call, Write(call, blocks), blocks);
    }

    private static byte[] Write(ContractCall call, BlockRange blocks)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("sender", call.Sender);
            writer.WriteString("contract", call.Contract);
            writer.WritePropertyName("msg");
            writer.WriteRawValue(call.Message);
            writer.WriteStartArray("funds");
            if (!call.Coins.IsZero)
            {
                writer.WriteStartObject();
                writer.WriteString("denom", call.Denom);
                writer.WriteString("amount", call.Coins.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            // Tells apart two messages that are alike; a chain has the account's sequence for that.
            writer.WriteString("memo", Guid.NewGuid().ToString("N"));
            writer.WriteString("timeout_height", blocks.To.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
        }
        return json.ToArray();
    }
}
