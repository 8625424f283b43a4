BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Get-CudosContext' {
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'is empty without a connection' { Get-CudosContext | Should -BeNullOrEmpty }

    It 'is what Connect-Cudos returned' {
        $context = Connect-Cudos -Emulator
        [object]::ReferenceEquals((Get-CudosContext), $context) | Should -BeTrue
    }

    It 'shows the node, the account, the contract and whether it is an emulator' {
        $null = Connect-Cudos -Emulator
        Get-CudosContext | Format-Table | Out-String -Width 220 | Should -Match 'Node\s+Owner\s+KeyName\s+Emulator\s+ContractAddress'
    }
}
