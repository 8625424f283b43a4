using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos.Contract;

/// <summary>A machine as the contract sends it (data page, "Machine").</summary>
internal sealed class MachineWire
{
    public string? Id { get; set; }

    public string? State { get; set; }

    public string? Owner { get; set; }

    public string? Region { get; set; }

    public string? ImageId { get; set; }

    public string? MachineTypeId { get; set; }

    public string? SshKey { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> Credit { get; set; }

    public string? Provider { get; set; }

    public string? Address { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> Until { get; set; }

    public string? Reason { get; set; }

    public string? Description { get; set; }
}

/// <summary>A machine type as the contract sends it (data page, "MachineType").</summary>
internal sealed class MachineTypeWire
{
    public string? Id { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> CpuCount { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> GpuCount { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> MemoryGb { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public Field<decimal> StorageGb { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> AcudosPerHour { get; set; }

    public bool Available { get; set; }

    public string? Region { get; set; }
}

/// <summary>An image as the contract sends it (data page, "Image").</summary>
internal sealed class MachineImageWire
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Distro { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> Size { get; set; }
}

/// <summary>A query's answer.</summary>
internal sealed class DataWire<T>
    where T : class
{
    public T? Data { get; set; }
}

/// <summary>What an emulator says of itself.</summary>
internal sealed class EmulatorWire
{
    public string? Contract { get; set; }

    public string? Owner { get; set; }

    public string? Denom { get; set; }
}

/// <summary>A transaction that was looked up.</summary>
internal sealed class TransactionWire
{
    public TransactionResultWire? TxResponse { get; set; }
}

/// <summary>What became of a transaction, as a node and the chain's program give it.</summary>
internal sealed class TransactionResultWire
{
    [JsonPropertyName("txhash")]
    public string? Hash { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> Height { get; set; }

    public string? Codespace { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> Code { get; set; }

    public string? RawLog { get; set; }

    [JsonConverter(typeof(WholeNumberConverter))]
    public Field<BigInteger> GasUsed { get; set; }
}

/// <summary>A number that isn't negative and has no decimals: documented as a string of digits, and read as a plain number too.</summary>
internal sealed class WholeNumberConverter : FieldConverter<BigInteger>
{
    protected override BigInteger? TryRead(ref Utf8JsonReader reader) => ExactNumber.Read(ref reader)?.ToWhole() is { Sign: >= 0 } number ? number : null;
}

/// <summary>The wire types of the contract and its nodes, with generated readers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultBufferSize = 32 * 1024, AllowDuplicateProperties = false, Converters = [typeof(PrintableConverter)])]
[JsonSerializable(typeof(MachineWire))]
[JsonSerializable(typeof(DataWire<MachineWire>))]
[JsonSerializable(typeof(DataWire<MachineTypeWire>))]
[JsonSerializable(typeof(DataWire<MachineImageWire>))]
[JsonSerializable(typeof(MachineTypeWire))]
[JsonSerializable(typeof(MachineImageWire))]
[JsonSerializable(typeof(EmulatorWire))]
[JsonSerializable(typeof(TransactionWire))]
[JsonSerializable(typeof(TransactionResultWire))]
internal sealed partial class CudosJson : JsonSerializerContext;
