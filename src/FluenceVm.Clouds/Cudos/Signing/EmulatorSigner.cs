using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Json;
using FluenceVm.Model;
using FluenceVm.Model.Errors;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>
/// Sends to the emulator, which believes the sender. As on a chain, the hash follows from what is sent (there from the signed
/// bytes, here from the request's body), so it is known before, and a lost response can be looked up.
/// </summary>
internal sealed class EmulatorSigner(NodeCalls node) : ITransactionSigner
{
    public async Task<SentTransaction> SendAsync(ContractCall call, CancellationToken cancellationToken)
    {
        var body = Write(call);
        using var algorithm = SHA256.Create();
        var hash = BitConverter.ToString(algorithm.ComputeHash(body)).Replace("-", string.Empty);
        try
        {
            using var response = await node.PostAsync("emulator/cudos/execute", body, cancellationToken);
            var result = await response.ReadObjectAsync(CudosJson.Default.TransactionResultWire, cancellationToken);
            return new SentTransaction(hash, TransactionMapper.ToResult(result));
        }
        catch (ContractException refusal) when (refusal.Status is < 500 and not 408)
        {
            throw new ContractException(
                Text.Of(nameof(Messages.EmulatorRefused), call.What, refusal.ContractText),
                refusal.ContractText,
                refusal.Code,
                status: refusal.Status);
        }
        catch (CloudConnectionException lost) when (!lost.MayHaveArrived)
        {
            throw new SignerException(Text.Of(nameof(Messages.EmulatorNotReached), call.What, lost.Message), lost);
        }
        catch (Exception lost) when (ServiceTrouble.Is(lost))
        {
            return new SentTransaction(hash, null, lost);
        }
    }

    private static byte[] Write(ContractCall call)
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
            writer.WriteEndObject();
        }
        return json.ToArray();
    }
}
