using System.Text.Json.Serialization;
using FluenceVm.Clouds.Cudos.Contract;
using FluenceVm.Clouds.Cudos.Nodes;
using FluenceVm.Clouds.Cudos.Signing;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Cudos;

/// <summary>The wire types of the contract and its nodes, with generated readers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultBufferSize = 32 * 1024,
    AllowDuplicateProperties = false,
    Converters = [typeof(PrintableConverter), typeof(NumberConverter), typeof(TimeConverter), typeof(WholeNumberConverter)])]
[JsonSerializable(typeof(MachineWire))]
[JsonSerializable(typeof(DataWire<MachineWire>))]
[JsonSerializable(typeof(DataWire<MachineTypeWire>))]
[JsonSerializable(typeof(DataWire<MachineImageWire>))]
[JsonSerializable(typeof(MachineTypeWire))]
[JsonSerializable(typeof(MachineImageWire))]
[JsonSerializable(typeof(EmulatorWire))]
[JsonSerializable(typeof(BlockWire))]
[JsonSerializable(typeof(ChainAccountWire))]
[JsonSerializable(typeof(ChainBalanceWire))]
[JsonSerializable(typeof(BroadcastWire))]
[JsonSerializable(typeof(TransactionWire))]
[JsonSerializable(typeof(TransactionResultWire))]
internal sealed partial class CudosJson : JsonSerializerContext;
