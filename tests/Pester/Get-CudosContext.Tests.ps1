BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-CudosContext' {
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'is empty without a connection' { Get-CudosContext | Should -BeNullOrEmpty }

    It 'is what Connect-Cudos returned' {
        $context = Connect-Cudos -Emulator
        [object]::ReferenceEquals((Get-CudosContext), $context) | Should -BeTrue
    }

    It 'has what the page of the surface says and nothing else' {
        $null = Connect-Cudos -Emulator
        (Get-CudosContext).PSObject.Properties.Name |
            Should -Be @('Node', 'ContractAddress', 'Owner', 'Denom', 'ChainId', 'NodeCommand', 'KeyName', 'Emulator')
    }

    It 'shows the node, the account, the contract and whether it is an emulator' {
        $null = Connect-Cudos -Emulator
        Get-CudosContext | Format-Table | Out-String -Width 220 | Should -Match 'Node\s+Owner\s+KeyName\s+Emulator\s+ContractAddress'
    }
}
