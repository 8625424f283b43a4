BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Disconnect-Cudos' {
    AfterAll { Get-VmEmulator | Stop-VmEmulator }

    It 'ends the current connection' {
        $null = Connect-Cudos -Emulator
        Disconnect-Cudos
        Get-CudosContext | Should -BeNullOrEmpty
        { Get-Machine } | Should -Throw -ErrorId 'NotConnectedToCudos,*' -ExpectedMessage '*Connect-Cudos -Emulator*'
    }

    It 'makes the context unusable, and says so' {
        $context = Connect-Cudos -Emulator
        $context | Disconnect-Cudos
        { Get-Machine -Connection $context } | Should -Throw -ErrorId 'CudosConnectionClosed,*'
    }

    It 'ends another connection and keeps the current one' {
        $first = Connect-Cudos -Emulator
        $second = Connect-Cudos -Emulator
        Disconnect-Cudos -Connection $first
        Get-CudosContext | Should -Be $second
        Disconnect-Cudos
    }

    It 'is silent if there is none' { Disconnect-Cudos | Should -BeNullOrEmpty }
}
