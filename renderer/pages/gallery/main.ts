import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { listenToKeys } from '../../composables/keys.ts'
import { i18n, startLocale } from '../../i18n.ts'
import GalleryPage from './GalleryPage.vue'
import 'element-plus/theme-chalk/base.css'
import '../../styles/tokens.css'
import '../../styles/parts.css'

// The gallery is a page of its own, built by `vite.gallery.config.ts` alone: no file of it is in what is shipped. Behind it stands no bank:
// every call is refused, and a component shows what it shows then.
Object.defineProperty(window, 'counter', { value: { invoke: async () => ({ ok: false, error: { code: 'INTERNAL', details: {} } }) } })
listenToKeys()
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: GalleryPage }] })
void startLocale().finally(() => createApp(GalleryPage).use(createPinia()).use(i18n).use(router).mount('#app'))
