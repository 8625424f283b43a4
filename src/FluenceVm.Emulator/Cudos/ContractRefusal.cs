namespace FluenceVm.Emulator.Cudos;

/// <summary>The contract refuses a message or a query; the text is its own.</summary>
internal sealed class ContractRefusal(string text) : Exception(text);
